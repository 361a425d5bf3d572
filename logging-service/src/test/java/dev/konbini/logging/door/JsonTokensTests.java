package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTokensTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[{},{},[]]",
                "{\"a\":[1,-2.5e3,true,null,\"x\"]}",
                " { \"a b\" : \"c,{}[]:\" }\r\n",
                "{\"quote\":\"\\\"{\",\"end\":\"\\\\\"}",
                "[\"\u00fc\u4e16\", 12 ,false]",
            })
    void findsAsManyAsAParser(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(JsonTokens.count(bytes)).isEqualTo(parsed(bytes));
    }

    @Test
    void countsEachLine() {
        assertThat(JsonTokens.count("{\"a\":1}\n{}\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\\"})
    void lineThatBreaksOffHidesNothingOfTheNext(String broken) {
        var lines = broken + "\n[{},{}]";

        assertThat(JsonTokens.count(lines.getBytes(StandardCharsets.UTF_8)))
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void otherEncodingsHideNothing() {
        // In UTF-16 the first letter has the byte of a quote.
        var json = "[\"\u2200\",{},{},{},{}]";

        for (var charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
            var bytes = json.getBytes(charset);
            assertThat(JsonTokens.count(bytes)).isGreaterThanOrEqualTo(parsed(bytes));
        }
    }

    private static long parsed(byte[] bytes) {
        var tokens = 0L;
        try (var parser = JSON.createParser(bytes)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
