package dev.konbini.cli.contracts;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Adds a breach for what was changed in a schema, where that breaks somebody.
///
/// @param breaches what is found is added to them
record Findings(String file, Flow flow, List<Breach> breaches) {

    void narrowed(Node place, String what) {
        breach(place, what, flow.narrowed());
    }

    void widened(Node place, String what) {
        breach(place, what, flow.widened());
    }

    /// Narrowed and widened at once.
    void changed(Node place, String what) {
        breach(
                place,
                what,
                Objects.requireNonNullElseGet(
                        flow.narrowed(), () -> String.valueOf(flow.widened())));
    }

    /// @param why whom it breaks; null for nobody
    void breach(Node place, String what, @Nullable String why) {
        if (why != null) {
            breaches.add(new Breach(file, place.pointer(), what, why));
        }
    }
}
