package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/// Looks, before anything is touched, whether an upgrade can keep its promise.
interface Preflight {

    /// Every reason why it cannot; empty where none is seen.
    List<String> reasons();

    /// Returns only if there is none.
    ///
    /// @throws Refusal with all reasons
    default void require() {
        var reasons = reasons();
        if (!reasons.isEmpty()) {
            throw Refusal.failed(
                    reasons.stream()
                            .map(reason -> "\n  - " + reason)
                            .collect(Collectors.joining("", "The upgrade would not be safe:", "")));
        }
    }
}
