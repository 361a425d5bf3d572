package dev.konbini.logging.tail;

/// Why lines were passed over.
public enum Passed {
    /// Kafka keeps them no longer.
    EXPIRED("expired"),
    /// They were further back than a tailer may go.
    TOO_FAR_BACK("too-far-back"),
    /// The client did not take them as fast as they came.
    SLOW_CLIENT("slow-client"),
    /// More came, or more was asked of each, than this replica could look at.
    OVERLOAD("overload");

    private final String label;

    Passed(String label) {
        this.label = label;
    }

    /// As clients and metrics see it.
    public String label() {
        return label;
    }
}
