package dev.konbini.cli.suite;

import java.util.Arrays;
import java.util.Optional;

/// The servers under the services, in the order in which they are listed.
public enum Server {
    MONGODB("mongodb", "MongoDB"),
    KAFKA("kafka", "Kafka"),
    ELASTICSEARCH("elasticsearch", "Elasticsearch");

    private final String id;
    private final String title;

    Server(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /// Its name on the command line, among the suite's ports and in its record file.
    public String id() {
        return id;
    }

    /// Its name as its makers write it.
    public String title() {
        return title;
    }

    public static Optional<Server> named(String name) {
        return Arrays.stream(values()).filter(server -> server.id.equals(name)).findFirst();
    }
}
