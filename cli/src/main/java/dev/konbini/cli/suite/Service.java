package dev.konbini.cli.suite;

import java.util.Arrays;
import java.util.Optional;

/// The four services, in the order in which they are started and listed.
public enum Service {
    COMMERCE("commerce-service", "commerce", 8081, 192),
    TRANSACTION("transaction-service", "transaction", 8082, 192),
    LOGGING("logging-service", "logging", 8083, 192),
    GATEWAY("gateway", "gateway", 8080, 160);

    private final String module;
    private final String shortName;
    private final int defaultPort;
    private final int heapMebibytes;

    Service(String module, String shortName, int defaultPort, int heapMebibytes) {
        this.module = module;
        this.shortName = shortName;
        this.defaultPort = defaultPort;
        this.heapMebibytes = heapMebibytes;
    }

    /// Its module, which is also its name wherever people meet it.
    public String module() {
        return module;
    }

    /// Its name in the gateway's settings, and a shorthand on the command line.
    public String shortName() {
        return shortName;
    }

    int defaultPort() {
        return defaultPort;
    }

    /// The most heap it takes unless told otherwise.
    public int heapMebibytes() {
        return heapMebibytes;
    }

    /// The service of this name or shorthand.
    public static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.module.equals(name) || service.shortName.equals(name))
                .findFirst();
    }
}
