package dev.konbini.commerce.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/// Tells calls that Elasticsearch could not take now from those that it should never have been
/// sent.
final class ElasticCalls {

    private ElasticCalls() {}

    /// Makes the call.
    ///
    /// @throws IndexUnavailableException where Elasticsearch did not answer, is overloaded or
    ///   broken, or does not have what was asked for
    static <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (IOException e) {
            throw new IndexUnavailableException(
                    "Elasticsearch does not answer: " + e.getMessage(), e);
        } catch (ElasticsearchException e) {
            if (e.status() == 404 || e.status() == 429 || e.status() >= 500) {
                throw new IndexUnavailableException(
                        "Elasticsearch cannot do this now: " + e.getMessage(), e);
            }
            throw e;
        } catch (RuntimeException e) {
            // So the client says that none of its connections became free in time.
            if (e.getCause() instanceof TimeoutException) {
                throw new IndexUnavailableException("Elasticsearch has too much to do", e);
            }
            throw e;
        }
    }

    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException;
    }
}
