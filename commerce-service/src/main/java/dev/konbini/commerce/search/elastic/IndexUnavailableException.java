package dev.konbini.commerce.search.elastic;

import java.io.Serial;

/// Elasticsearch does not answer, or there is no index yet. Nothing is lost by it; what was asked
/// can be asked again.
public final class IndexUnavailableException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    IndexUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
