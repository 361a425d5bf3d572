package dev.konbini.cli.suite;

import java.util.Arrays;
import java.util.Optional;

/// The servers under the services, in the order in which they are listed.
public enum Server {
    MONGODB("mongodb", "MongoDB", true),
    KAFKA("kafka", "Kafka", true),
    /// Always one: orders do not need it, and what it would have received waits in Kafka.
    ELASTICSEARCH("elasticsearch", "Elasticsearch", false);

    private final String id;
    private final String title;
    private final boolean clustered;

    Server(String id, String title, boolean clustered) {
        this.id = id;
        this.title = title;
        this.clustered = clustered;
    }

    /// Its name on the command line, among the suite's ports and in its record file.
    public String id() {
        return id;
    }

    /// Its name as its makers write it.
    public String title() {
        return title;
    }

    /// Whether a suite with `--ha` runs several of it.
    boolean isClustered() {
        return clustered;
    }

    public static Optional<Server> named(String name) {
        return Arrays.stream(values()).filter(server -> server.id.equals(name)).findFirst();
    }
}
