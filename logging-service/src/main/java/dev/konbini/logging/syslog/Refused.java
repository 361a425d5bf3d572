package dev.konbini.logging.syslog;

/// Says why a sender is not listened to any further.
final class Refused extends Exception {

    private final String reason;

    /// @param reason one word or a few with hyphens
    Refused(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
