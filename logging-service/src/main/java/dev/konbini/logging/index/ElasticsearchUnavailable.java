package dev.konbini.logging.index;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Elasticsearch cannot do now what it could do later: it does not answer, has no room, or does not
/// let us in. The same request may succeed when it is repeated.
public final class ElasticsearchUnavailable extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final boolean busy;

    public ElasticsearchUnavailable(String reason, @Nullable Throwable cause) {
        this(reason, cause, false);
    }

    private ElasticsearchUnavailable(String reason, @Nullable Throwable cause, boolean busy) {
        super(reason, cause);
        this.busy = busy;
    }

    /// It is there, but has too much to do at the moment.
    static ElasticsearchUnavailable busy(String reason) {
        return new ElasticsearchUnavailable(reason, null, true);
    }

    /// Whether it is there, and may have time in a moment.
    public boolean isBusy() {
        return busy;
    }
}
