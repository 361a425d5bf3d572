package dev.konbini.logging.index;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Elasticsearch cannot do now what it could do later: it does not answer, has no room, or does not
/// let us in. The same request may succeed when it is repeated.
public final class ElasticsearchUnavailable extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    public ElasticsearchUnavailable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
