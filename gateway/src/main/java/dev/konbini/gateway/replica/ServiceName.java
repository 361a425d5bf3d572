package dev.konbini.gateway.replica;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The services behind the gateway.
public enum ServiceName {
    COMMERCE,
    TRANSACTION,
    LOGGING;

    /// The name as it stands in settings, paths and log lines.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Finds the service that is called `label`.
    public static Optional<ServiceName> of(String label) {
        return Arrays.stream(values()).filter(name -> name.label().equals(label)).findFirst();
    }
}
