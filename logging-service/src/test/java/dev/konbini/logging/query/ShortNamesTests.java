package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNamesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    level:ERROR,                  log.level:ERROR
                    -level:ERROR,                 -log.level:ERROR
                    (level:WARN OR service:till), (log.level:WARN OR service.name:till)
                    level : x,                    log.level : x
                    log.level:ERROR,              log.level:ERROR
                    other.level:x,                other.level:x
                    my-level:x,                   my-level:x
                    level,                        level
                    "level:ERROR",                "level:ERROR"
                    message:/level:.*/,           message:/level:.*/
                    level\\:ERROR,                level\\:ERROR
                    "open level:x,                "open log.level:x
                    """)
    void shortNameBeforeColonIsWrittenOut(String text, String writtenOut) {
        assertThat(ShortNames.writtenOut(text)).isEqualTo(writtenOut);
    }

    @ParameterizedTest
    @CsvSource({"level:x AND (, 17, 13", "message:(, 9, 9", "level:( OR service:x, 11, 7"})
    void columnIsThatOfWhatTheCallerWrote(String text, int writtenOut, int original) {
        assertThat(ShortNames.originalColumn(text, writtenOut)).isEqualTo(original);
    }
}
