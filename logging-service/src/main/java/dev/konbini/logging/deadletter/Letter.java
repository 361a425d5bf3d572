package dev.konbini.logging.deadletter;

import dev.konbini.logging.topic.FedHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A dead letter as it is listed.
///
/// @param id its record's place and time: the same however often the letter comes
/// @param message the letter
/// @param redrive how it was sent again; null where it was not
public record Letter(String id, DeadLetterMessage message, @Nullable Redriven redrive) {

    /// In this header a record says how often it was sent again.
    static final String TIMES_REDRIVEN = "redriven";

    static Letter from(DeadLetterMessage message) {
        var record = message.record();
        Objects.requireNonNull(message.reason());
        return new Letter(record.place() + "@" + record.timestamp().toEpochMilli(), message, null);
    }

    static Letter from(JsonNode source, JsonMapper json) {
        var redrive = source.path("redrive");
        return new Letter(
                source.path("id").asString(),
                json.treeToValue(source.path("letter"), DeadLetterMessage.class),
                redrive.has("sentAt")
                        ? new Redriven(
                                redrive.path("operation").asString(),
                                Instant.parse(redrive.path("sentAt").asString()))
                        : null);
    }

    /// Whose record it is; null where it does not say.
    public @Nullable String tenant() {
        return message.record().headers().get("tenant");
    }

    /// Where its record was in the suite that fed it to this one; null where none did.
    public @Nullable String origin() {
        return message.record().headers().get(FedHeaders.ORIGIN);
    }

    /// How often its record had been sent again before it became this letter.
    public int timesRedriven() {
        @Nullable String times = message.record().headers().get(TIMES_REDRIVEN);
        return times != null && times.matches("\\d{1,6}") ? Integer.parseInt(times) : 0;
    }

    /// The beginning of the record's value, as text.
    public String preview(int charactersMax) {
        var value = message.record().value();
        var text =
                new String(
                        value,
                        0,
                        Math.min(value.length, charactersMax * 4),
                        StandardCharsets.UTF_8);
        return text.length() > charactersMax ? text.substring(0, charactersMax) : text;
    }

    LocalDate day() {
        return LocalDate.ofInstant(message.time(), ZoneOffset.UTC);
    }

    ObjectNode document(JsonMapper json) {
        var document =
                json.createObjectNode()
                        .put("id", id)
                        .put("time", message.time().toString())
                        .put("tenant", tenant())
                        .put("topic", message.record().topic())
                        .put("origin", origin())
                        .put("timesRedriven", timesRedriven());
        document.set("reason", json.valueToTree(message.reason()));
        document.set("letter", json.valueToTree(message));
        return document;
    }

    /// Its record was sent again.
    public record Redriven(String operation, Instant sentAt) {}

    /// Whose letters, and of what kind: those that match all that is given.
    ///
    /// @param reason its type
    /// @param topic where the record came from
    /// @param from the earliest letter
    /// @param to where letters end, itself not among them
    public record Filter(
            @Nullable String tenant,
            @Nullable String reason,
            @Nullable String topic,
            @Nullable Instant from,
            @Nullable Instant to) {

        Map<String, Object> described() {
            var text = new LinkedHashMap<String, Object>();
            put(text, "tenant", tenant);
            put(text, "reason", reason);
            put(text, "topic", topic);
            put(text, "from", from);
            put(text, "to", to);
            return text;
        }

        private static void put(Map<String, Object> text, String name, @Nullable Object value) {
            if (value != null) {
                text.put(name, value.toString());
            }
        }
    }
}
