package dev.konbini.logging.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoneSurrogatesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    "a",                    "a"
                    "\\ud83d\\ude00",       "\\ud83d\\ude00"
                    "\\uD83D\\uDE00x",      "\\uD83D\\uDE00x"
                    "\\ud83d",              "\\ufffd"
                    "\\ude00",              "\\ufffd"
                    "\\ud83dx",             "\\ufffdx"
                    "\\ud83d\\ud83d\\ude00","\\ufffd\\ud83d\\ude00"
                    "\\ude00\\ud83d",       "\\ufffd\\ufffd"
                    "\\\\ud83d",            "\\\\ud83d"
                    "\\\\\\ud83d",          "\\\\\\ufffd"
                    "\\u00e9",              "\\u00e9"
                    "\\ud83d\\n",           "\\ufffd\\n"
                    "\\ud8,                 "\\ud8
                    """)
    void halfACharacterIsReplacedAndNothingElse(String json, String replaced) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);

        LoneSurrogates.replace(bytes);

        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo(replaced);
    }
}
