package dev.konbini.commerce.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTests {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, EN",
                "ja, JA",
                "'ja-JP, en;q=0.8', JA",
                "'de, ja;q=0.5', JA",
                "'en;q=0.1, ja', JA",
                "fr, EN",
                "'*', EN",
                "';;;', EN"
            })
    void bestAcceptedLanguageIsSpoken(@Nullable String header, Language language) {
        assertThat(Language.accepted(header)).isEqualTo(language);
    }

    @Test
    void textFallsBackToEnglishThenToWhatThereIs() {
        var both = LocalizedText.of(Map.of("en", "pen", "ja", "ペン"));
        var english = LocalizedText.of(Map.of("en", "pen", "fr", "stylo"));
        var japanese = LocalizedText.of(Map.of("ja", "ペン"));

        assertThat(both.in(Language.JA)).isEqualTo("ペン");
        assertThat(english.in(Language.JA)).isEqualTo("pen");
        assertThat(japanese.in(Language.EN)).isEqualTo("ペン");
    }
}
