package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LineSizeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"a line that is as long as most are, more or less\"}",
                "{\"log\":{\"level\":\"INFO\",\"logger\":\"shop.Checkout\"},\"message\":\"paid\"}",
                "{\"message\":\"日本語のログ、二行目はありません\",\"名前\":\"é😀\"}",
                "{\"tags\":[\"a text\",\"another text\",\"one more\"],\"count\":12345678}",
            })
    void sizeIsAboutThatOfItsJson(String text) {
        var json = JsonMapper.shared();
        var line = (ObjectNode) json.readTree(text);

        assertThat(LineSize.of(List.of(line, line)))
                .isCloseTo(2L * json.writeValueAsBytes(line).length, Percentage.withPercentage(10));
    }
}
