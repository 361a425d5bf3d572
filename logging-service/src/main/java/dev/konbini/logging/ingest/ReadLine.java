package dev.konbini.logging.ingest;

import dev.konbini.logging.ingest.Reading.Document;
import dev.konbini.logging.ingest.Reading.Unreadable;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tells of a record in the topic of lines what will be kept of it, without keeping it.
@Component
public final class ReadLine {

    private final LineReader reader;
    private final JsonMapper json;

    ReadLine(LineReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    /// The line that `record` is, the same whoever reads it and when; empty where it will be a dead
    /// letter.
    public Optional<KeptLine> read(ConsumerRecord<byte[], byte[]> record) {
        return switch (reader.read(record)) {
            case Document document -> kept(document);
            case Unreadable unreadable -> Optional.empty();
        };
    }

    private Optional<KeptLine> kept(Document document) {
        try {
            var source = (ObjectNode) json.readTree("{" + document.members() + "}");
            var tenant = source.path("konbini").path("tenant").asString();
            source.setAll((ObjectNode) json.readTree(document.value()));
            return Optional.of(new KeptLine(document.id(), tenant, source));
        } catch (JacksonException e) {
            // It has a form that only Elasticsearch will refuse, such as one nested too deep.
            return Optional.empty();
        }
    }
}
