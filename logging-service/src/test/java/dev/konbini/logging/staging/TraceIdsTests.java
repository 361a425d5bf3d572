package dev.konbini.logging.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TraceIdsTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"message":"x","trace":{"flags":[1,{"id":"no"}],"id":"abc"},"a":1}  | abc
                    {"a":{"trace":{"id":"no"}},"trace.id":"abc"}                        | abc
                    {"trace":{"id":"nested"},"trace.id":"flat"}                         | flat
                    {"trace":{"id":7}}                                                  |
                    {"trace":{"id":" "}}                                                |
                    {"trace":"abc"}                                                     |
                    {"trace":{"span":"abc"}}                                            |
                    {"message":"trace"}                                                 |
                    """)
    void lineAndItsDocumentHaveTheSame(String line, @Nullable String trace) {
        assertThat(TraceIds.of(line.getBytes(StandardCharsets.UTF_8))).isEqualTo(trace);
        assertThat(TraceIds.of(JsonMapper.shared().readTree(line))).isEqualTo(trace);
    }

    @Test
    void whatIsNoLineHasNone() {
        assertThat(TraceIds.of((byte @Nullable []) null)).isNull();
        assertThat(TraceIds.of("[{\"trace.id\":\"abc\"}]".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(TraceIds.of("{\"trace\":{\"id\":\"ab".getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @Test
    void idThatIsTooLongIsNone() {
        var line = "{\"trace\":{\"id\":\"%s\"}}".formatted("a".repeat(129));

        assertThat(TraceIds.of(line.getBytes(StandardCharsets.UTF_8))).isNull();
    }
}
