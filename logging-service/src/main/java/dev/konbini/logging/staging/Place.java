package dev.konbini.logging.staging;

import dev.konbini.logging.index.Indices;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/// Where a line is in production's Kafka: no two lines have the same.
record Place(String topic, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

    static Place of(ConsumerRecord<?, ?> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    /// The place of the line that a document was made of; empty where the document does not say.
    ///
    /// @param topic in which all lines are
    /// @param source of the document
    static Optional<Place> of(String topic, JsonNode source) {
        var own = source.path(Indices.OWN_FIELD);
        var place = own.path("place").asString("");
        return place.isEmpty()
                ? parse(own.path("id").asString("")).filter(found -> found.topic.equals(topic))
                : parse(topic + "-" + place);
    }

    /// The place that `text`, made by [#text], names; empty where it names none.
    static Optional<Place> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new Place(
                                form.group(1),
                                Integer.parseInt(form.group(2)),
                                Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    String text() {
        return topic + "-" + partition + "-" + offset;
    }
}
