package dev.konbini.bench.kills;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What became of the lines, and of what an alert had to tell meanwhile.
///
/// @param took from the first line sent to the last one taken in
/// @param killed how often each process was
/// @param missing lines that are not stored
/// @param doubles documents beyond one for each line
record Outcome(
        Duration took,
        Map<String, Integer> killed,
        long missing,
        long doubles,
        Booked booked,
        Told told) {

    /// Whether each of `lines` is stored once, the ledger says the same, and all was told that
    /// there was to tell.
    boolean exact(long lines) {
        return missing == 0
                && doubles == 0
                && booked.missing() == 0
                && booked.received() == lines
                && booked.stored() == lines
                && told.exact();
    }

    /// The sum of the ledger.
    record Booked(long received, long stored, long repeated, long deadLettered, long missing) {

        /// @param total as `GET /api/logs/ledger` answers it
        static Booked of(JsonNode total) {
            return new Booked(
                    total.path("received").asLong(),
                    total.path("stored").asLong(),
                    total.path("repeated").asLong(),
                    total.path("deadLettered").asLong(),
                    total.path("missing").asLong());
        }
    }
}
