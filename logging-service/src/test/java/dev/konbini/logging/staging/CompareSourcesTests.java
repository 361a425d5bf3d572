package dev.konbini.logging.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.parse.LineJson;
import dev.konbini.logging.staging.CompareSources.FieldDifference;
import dev.konbini.logging.staging.CompareSources.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CompareSourcesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"a":1}                 | {"a":1.0}
                    {"a":{"b":"x"}}         | {"a.b":"x"}
                    {"a":[1,{"b":2.50}]}    | {"a":[1,{"b":2.5}]}
                    {"a":{}}                | {"a":{}}
                    {"x":1,"konbini":{"id":"l-1-2","tenant":"t","place":"1-2","fields":{"x":["1"]},"names":["x number"]}} | {"x":1,"konbini":{"id":"l-1-2","tenant":"t","place":"9-9","origin":"l-1-2","fields":{"x":["1"]},"names":["x number"]}}
                    """)
    void whatSaysTheSameIsEqual(String production, String staging) {
        assertThat(compare(production, staging)).isEqualTo(new Result(List.of(), 0));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"a":1}                             | {"a":"1"}                        | a                | 1        | "1"
                    {"a":{"b":1,"c":2}}                 | {"a":{"b":1}}                    | a.c              | 2        |
                    {"a":1}                             | {"a":1,"b":null}                 | b                |          | null
                    {"a":[1,2]}                         | {"a":[2,1]}                      | a                | [1,2]    | [2,1]
                    {"konbini":{}}                      | {"konbini":{"flags":["time"]}}   | konbini.flags    |          | ["time"]
                    {"konbini":{"conflicts":{"a":1}}}   | {"konbini":{}}                   | konbini.conflicts.a | 1     |
                    {"konbini":{"names":["b number","a keyword"]}} | {"konbini":{"names":["a keyword"]}} | konbini.names | ["a keyword","b number"] | ["a keyword"]
                    """)
    void eachFieldThatDiffersIsNamed(
            String production,
            String staging,
            String field,
            @Nullable String before,
            @Nullable String after) {
        assertThat(compare(production, staging).differences())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.field()).isEqualTo(field);
                    assertThat(text(difference.production())).isEqualTo(before);
                    assertThat(text(difference.staging())).isEqualTo(after);
                });
    }

    @Test
    void valueWithAMaskTellsNothingAndIsCounted() {
        var result =
                compare(
                        "{\"user\":\"ada [masked:email] x\",\"n\":\"[masked:card]\",\"k\":1,\"konbini\":{\"names\":[\"n number\",\"k number\"]}}",
                        "{\"user\":\"[masked:email]\",\"n\":\"[masked:card]\",\"k\":2,\"konbini\":{\"names\":[\"n keyword\",\"k number\"],\"fields\":{\"n\":[\"[masked:card]\"]}}}");

        assertThat(result.masked()).isEqualTo(1);
        assertThat(result.differences()).extracting(FieldDifference::field).containsExactly("k");
    }

    @Test
    void addressThatStandsForMaskedOnesIsNoDifference() {
        var result =
                compare("{\"message\":\"from [masked:ip]\"}", "{\"message\":\"from 192.0.2.0\"}");

        assertThat(result).isEqualTo(new Result(List.of(), 0));
    }

    @Test
    void fieldThatOneSideLacksDiffersThoughItIsMasked() {
        var result = compare("{\"user\":\"[masked:email]\"}", "{}");

        assertThat(result.differences()).extracting(FieldDifference::field).containsExactly("user");
    }

    private static Result compare(String production, String staging) {
        return CompareSources.compare(read(production), read(staging));
    }

    private static ObjectNode read(String json) {
        return LineJson.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }
}
