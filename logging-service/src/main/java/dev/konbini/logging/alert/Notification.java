package dev.konbini.logging.alert;

import java.time.Instant;

/// What a webhook is told.
///
/// @param id the same each time this is told; also the header `Idempotency-Key`
/// @param type `fired` or `resolved`
/// @param group whose value of what the alert groups by; empty where it does not
/// @param from where the window begins
/// @param to where the window ends
/// @param lines how many lines it had
/// @param said what was found, in words
record Notification(
        String id,
        String type,
        String alert,
        String group,
        Instant from,
        Instant to,
        long lines,
        String said) {

    static Notification of(Alert alert, Occurrence occurrence) {
        return new Notification(
                occurrence.id(),
                occurrence.kind().label(),
                alert.name(),
                occurrence.group(),
                occurrence.from(),
                occurrence.to(),
                occurrence.lines(),
                occurrence.said());
    }
}
