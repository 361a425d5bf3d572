package dev.konbini.logging.deadletter;

import dev.konbini.logging.index.BulkActions;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Copies letters out of their topic to where they can be listed.
///
/// A letter that comes again is left as it is. One that cannot be listed stays in the topic and is
/// counted; it never becomes a letter about a letter.
@Service
public final class ListLetters {

    private static final Logger LOG = LoggerFactory.getLogger(ListLetters.class);
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    private static final int CONTENT_TOO_LARGE = 413;

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final Indices indices;
    private final JsonMapper json;
    private final Counter listed;
    private final Counter unlisted;

    ListLetters(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            JsonMapper json,
            MeterRegistry metrics) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.indices = indices;
        this.json = json;
        this.listed = counter("listed", metrics);
        this.unlisted = counter("unlisted", metrics);
    }

    /// Lists each letter of `records`. When it throws, the batch must come again: that is safe.
    ///
    /// @throws ElasticsearchUnavailable if a later try may succeed
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        var actions = new BulkActions();
        for (var record : records) {
            var letter = read(record);
            if (letter == null) {
                unlisted.increment();
            } else {
                actions.create(
                        indices.ofDeadLetters(letter.day()), letter.id(), letter.document(json));
            }
        }
        try {
            templates.ensure();
            elasticsearch.bulk(actions).forEach(this::judge);
        } catch (ElasticsearchUnavailable e) {
            templates.forget();
            throw e;
        }
    }

    private @Nullable Letter read(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value != null) {
            try {
                return Letter.from(json.readValue(value, DeadLetterMessage.class));
            } catch (JacksonException | NullPointerException e) {
                LOG.debug("What stands at {} is no letter", record.offset(), e);
            }
        }
        return null;
    }

    private void judge(JsonNode answer) {
        var status = answer.path("status").asInt();
        var error = answer.path("error");
        if (status < 300) {
            listed.increment();
        } else if (status == CONTENT_TOO_LARGE
                || (status == BAD_REQUEST
                        && error.path("type").asString("").equals("document_parsing_exception"))) {
            unlisted.increment();
            LOG.warn("A dead letter cannot be listed: {}", error.path("type").asString(""));
        } else if (status != CONFLICT) {
            throw new ElasticsearchUnavailable(
                    "A dead letter has to wait: %d %s".formatted(status, error), null);
        }
    }

    private static Counter counter(String outcome, MeterRegistry metrics) {
        return Counter.builder("konbini.dead.letters")
                .description("Dead letters, by whether they can be listed")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
