package dev.konbini.logging.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    2026-11-22T10:00:00Z,           2026-11-22T10:00:00Z
                    2026-11-22T10:00:00.123456789Z, 2026-11-22T10:00:00.123456789Z
                    2026-11-22T10:00:00.05Z,        2026-11-22T10:00:00.050Z
                    2024-02-29T23:59:59Z,           2024-02-29T23:59:59Z
                    2026-11-22T10:00:00.120Z,       2026-11-22T10:00:00.120Z
                    1970-01-01T00:00:00Z,           1970-01-01T00:00:00Z
                    `2026-11-22T10:00:00,5Z`,       2026-11-22T10:00:00.500Z
                    2026-11-22T10:00:00+09:00,      2026-11-22T01:00:00Z
                    2026-11-22T10:00:00-0130,       2026-11-22T11:30:00Z
                    2026-11-22T10:00:00,            2026-11-22T10:00:00Z
                    2026-11-22,                     2026-11-22T00:00:00Z
                    1795305600000,                  2026-11-22T00:00:00Z
                    2262-04-11T23:47:16.854775807Z, 2262-04-11T23:47:16.854775807Z
                    """)
    void timeIsRead(String stated, Instant time) {
        assertThat(Times.read(stated)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026",
                "20261122",
                "1795305600",
                "2026-02-30T10:00:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T23:59:60Z",
                "2026-11-22T23:60:00Z",
                "2026-13-22T10:00:00Z",
                "2026-11-22T10:00:00.-5Z",
                "2026-11-22T10:00:0:Z",
                "+026-11-22T10:00:00Z",
                "2026/11/22T10:00:00Z",
                "2026-11-22T10:00Z",
                "2026-11-22 10:00:00",
                "2026-11-22t10:00:00z",
                "2026-11-22T10:00:00.1234567891Z",
                "2026-11-22T10:00:00.Z",
                "2026-11-22T10:00:00+19:00",
                "1969-12-31T23:59:59Z",
                "2262-04-12T00:00:00Z",
                "2026-11-22T10:00:00Z ",
                "٢٠٢٦-١١-٢٢",
            })
    void whatElasticsearchWouldNotKeepAsATimeIsNone(String stated) {
        assertThat(Times.read(stated)).isNull();
    }
}
