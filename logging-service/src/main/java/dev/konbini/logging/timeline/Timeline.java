package dev.konbini.logging.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// All that is known of an order.
///
/// @param traceIds of the requests that made and drove it, in the order in which they are first
///   named
/// @param items in the order of time; of the same time in that of kind and id
/// @param truncated whether there is more than is shown
public record Timeline(String orderId, List<String> traceIds, List<Item> items, boolean truncated) {

    /// One thing that happened.
    ///
    /// @param service which one says so
    /// @param type what happened; null for lines
    /// @param message what the line says; of an event, what can be said of it in a few words, if
    ///   anything
    /// @param traceId in which trace; null if it names none
    /// @param level of a line; null for events
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            Instant time,
            Kind kind,
            @Nullable String service,
            @Nullable String type,
            @Nullable String message,
            @Nullable String traceId,
            String id,
            @Nullable String level)
            implements Comparable<Item> {

        private static final Comparator<Item> BY_TIME =
                Comparator.comparing(Item::time).thenComparing(Item::kind).thenComparing(Item::id);

        @Override
        public int compareTo(Item other) {
            return BY_TIME.compare(this, other);
        }
    }

    /// What an item is. A line that says that something happened stands behind it.
    public enum Kind {
        PAYMENT,
        EVENT,
        LOG;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
