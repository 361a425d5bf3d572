package dev.konbini.logging.topic;

/// The headers that a line has because it was fed from the suite it was sent to into another one.
public final class FedHeaders {

    /// Where the line was first: topic, partition and offset, such as `konbini.logs-3-17`.
    public static final String ORIGIN = "origin";

    /// That the line is as its sender wrote it, not completed yet: when it came in, in RFC 3339.
    public static final String ARRIVAL = "arrival";

    private FedHeaders() {}
}
