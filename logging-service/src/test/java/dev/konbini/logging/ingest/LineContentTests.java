package dev.konbini.logging.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.logging.Contract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineContentTests {

    private final LineScan scan = new LineScan();

    @Test
    void suitesOwnLineIsKeptByteForByte() throws Unfit {
        var bytes = new Contract("logs").example("line").getBytes(StandardCharsets.UTF_8);

        var line = scan.content(bytes, DataSize.ofMegabytes(1));

        assertThat(line.json()).isSameAs(bytes);
        assertThat(line.members()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"order":{"id":7}}                  | ["order.id number"]         | {"order.id":["7"]}
                    {"order.id":7}                      | ["order.id number"]         | {"order.id":["7"]}
                    {"order":{"id":7},"order.id":"8"}   | ["order.id mixed"]          | {"order.id":["7","8"]}
                    {"a":[1,"b",[true],{"c":null}]}     | ["a mixed"]                 | {"a":["1","b","true"]}
                    {"a":[{"b":1},{"b":2},{"b":1}]}     | ["a.b number"]              | {"a.b":["1","2"]}
                    {"trace":{"id":"x","flags":1}}      | ["trace.flags number"]      | {"trace.flags":["1"]}
                    {"a":12345678901234567890.10}       | ["a number"]                | {"a":["12345678901234567890.10"]}
                    {"a":"\\u0000\\ud800"}              | ["a keyword"]               | {"a":["��"]}
                    {"a":{"":1}}                        | ["a. number"]               | {"a.":["1"]}
                    """)
    void whatIsNotMappedIsIndexedByNameAndTheLineIsKeptAsItIs(
            String json, String names, String fields) throws Unfit {
        var bytes = json.getBytes(StandardCharsets.UTF_8);

        var line = scan.content(bytes, DataSize.ofMegabytes(1));

        assertThat(line.json()).isSameAs(bytes);
        assertThat(own(line).path("names")).hasToString(names);
        assertThat(own(line).path("fields")).hasToString(fields);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"message":{"a":1},"x":1}           | {"x":1}             | conflict  | {"message":{"a":1}}
                    {"message":["a",{"b":1}]}           | {}                  | conflict  | {"message":["a",{"b":1}]}
                    {"trace":7}                         | {}                  | conflict  | {"trace":7}
                    {"trace":[{"id":"a"},7]}            | {}                  | conflict  | {"trace":[{"id":"a"},7]}
                    {"trace":{"id":{"x":1},"y":2}}      | {"trace":{"y":2}}   | conflict  | {"trace.id":{"x":1}}
                    {"trace":[{"id":{}},{"id":[{}]}]}   | {"trace":[{},{}]}   | conflict  | {"trace.id":[{},{}]}
                    {"message.a":1,"message":"m"}       | {"message":"m"}     | conflict  | {"message.a":1}
                    {"event":{"sequence":"x"}}          | {"event":{}}        | conflict  | {"event.sequence":"x"}
                    {"event":{"sequence":1.5}}          | {"event":{}}        | conflict  | {"event.sequence":1.5}
                    {"event":{"sequence":9223372036854775808}} | {"event":{}} | conflict  | {"event.sequence":9223372036854775808}
                    {"@timestamp":"yesterday"}          | {}                  | time      | {"@timestamp":"yesterday"}
                    {"@timestamp":["2026-11-22"]}       | {}                  | time      | {"@timestamp":["2026-11-22"]}
                    {"":1,"a..b":2,".c":3," ":4}        | {}                  | name      | {"":1,"a..b":2,".c":3," ":4}
                    {"_id":"x","_doc_count":5}          | {}                  | name      | {"_id":"x","_doc_count":5}
                    {"konbini":{"tenant":"other"}}      | {}                  | reserved  | {"konbini":{"tenant":"other"}}
                    {"message":"a","message":"b"}       | {"message":["a","b"]} | duplicate | null
                    {"x":{"y":1,"y":{"z":2}}}           | {"x":{"y":[1,{"z":2}]}} | duplicate | null
                    {"a":1e999999999,"trace":0.10}      | {"a":1e999999999}   | conflict  | {"trace":0.10}
                    """)
    void whatCannotStayIsMovedAsideAndNothingElse(
            String json, String kept, String flag, String aside) throws Unfit {
        var line = scan.content(json.getBytes(StandardCharsets.UTF_8), DataSize.ofMegabytes(1));

        assertThat(new String(line.json(), StandardCharsets.UTF_8)).isEqualTo(kept);
        assertThat(line.flags()).extracting(Flag::label).containsExactly(flag);
        assertThat(String.valueOf(line.aside())).isEqualTo(aside);
    }

    @Test
    void whatWasMovedIsIndexedUnderTheNameThatItHad() throws Unfit {
        var line = line("{\"trace\":7,\"message\":{\"a\":{\"b\":\"c\"}},\"\":1}");

        assertThat(own(line).path("fields"))
                .hasToString("{\"trace\":[\"7\"],\"message.a.b\":[\"c\"],\"(empty)\":[\"1\"]}");
    }

    @Test
    void halvesOfCharactersAreReplacedWhereALineIsWrittenAnew() throws Unfit {
        var line = line("{\"trace\":7,\"\\ud800\":\"a\\udfff\"}");

        assertThat(new String(line.json(), StandardCharsets.UTF_8)).isEqualTo("{\"�\":\"a�\"}");
    }

    @Test
    void byteOrderMarkIsNotKept() throws Unfit {
        assertThat(line("\ufeff{\"a\":1}").json())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void boundOnWhatIsIndexedIsFlagged() throws Unfit {
        var many = new StringBuilder("{\"k\":0");
        for (var i = 0; i < 10_000; i++) {
            many.append(",\"k").append(i).append("\":").append(i);
        }

        var line = line(many.append('}').toString());

        assertThat(own(line).path("fields").size()).isEqualTo(OtherFields.VALUES_MAX);
        assertThat(own(line).path("flags")).hasToString("[\"cut\"]");
        assertThat(line("{\"a\":\"%s\"}".formatted("x".repeat(257))).members())
                .contains("\"flags\":[\"cut\"]");
        assertThat(line("{\"a\":\"%s\"}".formatted("x".repeat(256))).members())
                .doesNotContain("flags");
        assertThat(line("{\"%s\":1}".formatted("x".repeat(257))).members())
                .isEqualTo(",\"flags\":[\"cut\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1}}", "{\"a\":1,}", "{\"trace\":7", "{\"trace\":7,\"a\":NaN}", "7"})
    void whatIsNoJsonStaysUnfit(String json) {
        assertThatThrownBy(() -> line(json)).isInstanceOf(Unfit.class);
    }

    @Test
    void depthHasABound() throws Unfit {
        assertThat(
                        own(line("{\"a\":" + "[".repeat(99) + "1" + "]".repeat(99) + "}"))
                                .path("fields"))
                .hasToString("{\"a\":[\"1\"]}");
        assertThatThrownBy(() -> line("{\"a\":" + "[".repeat(100) + "1" + "]".repeat(100) + "}"))
                .isInstanceOf(Unfit.class);
    }

    private LineContent line(String json) throws Unfit {
        return scan.content(json.getBytes(StandardCharsets.UTF_8), DataSize.ofMegabytes(1));
    }

    private static JsonNode own(LineContent line) {
        return JsonMapper.shared().readTree("{\"k\":1" + line.members() + "}");
    }
}
