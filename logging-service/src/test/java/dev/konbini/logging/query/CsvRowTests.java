package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CsvRowTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    "plain"           | plain
                    "a,b"             | "a,b"
                    "say \\"x\\""     | "say ""x\"""
                    "=1+1"            | '=1+1
                    "+1"              | '+1
                    "-1"              | '-1
                    "@SUM(A1)"        | '@SUM(A1)
                    "\\t=1"           | '\t=1
                    "=HYPERLINK(\\"x\\",\\"y\\")" | "'=HYPERLINK(""x"",""y"")"
                    "＝1"             | '＝1
                    -1                | -1
                    true              | true
                    null              | ``
                    ["=a","b"]        | "[""=a"",""b""]"
                    """)
    void valueIsQuotedAndNeverAFormula(String json, String cell) {
        var line = LogLine.of("i", JsonMapper.shared().readTree("{\"v\":%s}".formatted(json)));

        assertThat(CsvRow.of(line, List.of("v", "none")))
                .isEqualTo((cell == null ? "" : cell) + ",\r\n");
    }

    @Test
    void lineBreakIsQuoted() {
        var line = LogLine.of("i", JsonMapper.shared().readTree("{\"v\":\"a\\r\\nb\"}"));

        assertThat(CsvRow.of(line, List.of("id", "v"))).isEqualTo("i,\"a\r\nb\"\r\n");
    }

    @Test
    void headerNamesTheColumns() {
        assertThat(CsvRow.header(List.of("@timestamp", "a,b", "=c")))
                .isEqualTo("@timestamp,\"a,b\",'=c\r\n");
    }
}
