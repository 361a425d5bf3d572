package dev.konbini.logging.door.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.logging.door.Room;
import dev.konbini.logging.door.TooMuch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"a":1,"a":"2"}              | {"a":[1,"2"]}
                    {"a":[1],"b":0,"a":[[2],3]}  | {"a":[1,[2],3],"b":0}
                    {"a":{"b":1,"b":null}}       | {"a":{"b":[1,null]}}
                    {"a":1.10,"a":1.10}          | {"a":1.10}
                    """)
    void nameThatStandsTwiceHasAllItsValues(String line, String read) {
        var lines = lines("application/json", "[{\"a\":0},%s]".formatted(line));

        assertThat(lines.all().getLast()).hasToString(read);
        assertThat(lines.merged()).containsExactly(1);
    }

    @Test
    @Timeout(30)
    void nameThatStandsVeryOftenIsReadAsFastAsOthers() {
        var lines =
                lines("application/json", "{" + "\"a\":1,\"a\":2,".repeat(200_000) + "\"a\":3}");

        assertThat(lines.all().getFirst().path("a")).hasSize(400_001);
    }

    private static String several(String type, int count) {
        return type.equals(LineFormat.NDJSON)
                ? (LINE + "\n").repeat(count)
                : "[" + (LINE + ",").repeat(count - 1) + LINE + "]";
    }

    private static List<ObjectNode> read(String type, String body) {
        return lines(type, body).all();
    }

    private static LineFormat.Lines lines(String type, String body) {
        return LineFormat.read(
                MediaType.parseMediaType(type),
                body.getBytes(StandardCharsets.UTF_8),
                100_000,
                Room.parts());
    }
}
