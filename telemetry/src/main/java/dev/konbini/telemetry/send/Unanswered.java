package dev.konbini.telemetry.send;

/// Kafka did not answer in the time that a stopping service has for it.
final class Unanswered extends RuntimeException {

    Unanswered() {
        super("Kafka does not answer", null, false, false);
    }
}
