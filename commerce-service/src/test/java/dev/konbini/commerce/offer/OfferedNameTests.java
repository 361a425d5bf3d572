package dev.konbini.commerce.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferedNameTests {

    @ParameterizedTest
    @CsvSource({"a, 100", "鉛, 33", "🖊, 40", "<, 100"})
    void longestNameIsWholeAsLongAsThereIsRoom(String letter, int lines) {
        var name = letter.repeat(200 / letter.length());

        assertThat(OfferedName.of(name, lines)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"鉛, 65", "🖊, 49"})
    void nameBeyondItsShareIsCutBetweenCodePoints(String letter, int kept) {
        var cut = OfferedName.of(letter.repeat(200 / letter.length()), 100);

        assertThat(cut).isEqualTo(letter.repeat(kept) + "…");
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void whatJsonEscapesTakesMore() {
        assertThat(OfferedName.of("\"".repeat(200), 100)).isEqualTo("\"".repeat(98) + "…");
    }
}
