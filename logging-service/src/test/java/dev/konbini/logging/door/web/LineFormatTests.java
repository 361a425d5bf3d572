package dev.konbini.logging.door.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.logging.door.Room;
import dev.konbini.logging.door.TooMuch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

class LineFormatTests {

    private static final String LINE = "{\"a\":[" + "{},".repeat(120_000) + "{}]}";

    @ParameterizedTest
    @ValueSource(strings = {LineFormat.NDJSON, "application/json"})
    void tokensAreBoundedForTheWholeBody(String type) {
        assertThat(read(type, LINE)).hasSize(1);
        assertThatThrownBy(() -> read(type, several(type, 6))).isInstanceOf(TooMuch.class);
    }

    private static String several(String type, int count) {
        return type.equals(LineFormat.NDJSON)
                ? (LINE + "\n").repeat(count)
                : "[" + (LINE + ",").repeat(count - 1) + LINE + "]";
    }

    private static List<ObjectNode> read(String type, String body) {
        return LineFormat.read(
                MediaType.parseMediaType(type),
                body.getBytes(StandardCharsets.UTF_8),
                100_000,
                Room.parts());
    }
}
