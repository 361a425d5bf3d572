package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    order.id:7                        | konbini.fields.order.id:7
                    order.id : 7                      | konbini.fields.order.id : 7
                    a:1 AND b:(x OR y*) -c:[1 TO 9]   | konbini.fields.a:1 AND konbini.fields.b:(x OR y*) -konbini.fields.c:[1 TO 9]
                    +(a:1 b:"x:y")                    | +(konbini.fields.a:1 konbini.fields.b:"x:y")
                    a\\ b:1                           | konbini.fields.a\\ b:1
                    a\\:b:1                           | konbini.fields.a\\:b:1
                    labels.x-y:>5                     | konbini.fields.labels.x\\-y:>5
                    trace:7                           | konbini.fields.trace:7
                    message.a:7                       | konbini.fields.message.a:7
                    _exists_:order.id                 | _exists_:konbini.fields.order.id
                    _exists_:trace.id                 | _exists_:trace.id
                    _exists_:traceId AND _exists_:a   | _exists_:trace.id AND _exists_:konbini.fields.a
                    _exists_:(a OR (traceId && b)) c  | _exists_:(konbini.fields.a OR (trace.id && konbini.fields.b)) c
                    _exists_:(NOT a message:x b)      | _exists_:(NOT konbini.fields.a message:x konbini.fields.b)
                    a:(b message:pl?ced)              | konbini.fields.a:(b message:pl?ced)
                    placed AND log.level:WARN         | placed AND log.level:WARN
                    "a:1" /b:1/ {c TO d:e]            | "a:1" /b:1/ {c TO d:e]
                    message:(a:1 b)                   | message:(konbini.fields.a:1 b)
                    log.level:/W.*/ AND message:pl?ced~ | log.level:/W.*/ AND message:pl?ced~
                    *:*                               | *:*
                    _id:x _index:y konbini.flags:time | _id:x _index:y konbini.flags:time
                    id:7 konbini.sent.id:8            | konbini.id:7 konbini.fields.id:8
                    konbini.conflicts.trace:7         | konbini.fields.trace:7
                    lab\\*:x                          | lab\\*:x
                    "open a:1                         | "open a:1
                    a:                                | konbini.fields.a:
                    \\                                | \\
                    """)
    void namesOfFieldsOutsideTheMappingAreThoseTheyAreIndexedUnder(String written, String lucene) {
        assertThat(new QueryText(written).lucene()).isEqualTo(lucene);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:x?y", "a:x*y", "a:/x/", "a:x~", "a:(b x~2)", "b AND a:(c:1 ?x)"})
    void patternThatAFieldOutsideTheMappingCannotBeSearchedByIsRefused(String written) {
        assertThatThrownBy(() -> new QueryText(written)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:x\\*y", "a:\"x y\"~2", "a:* b", "b~ a:x", "a:(b) c~", "a:1^2"})
    void whatOnlyLooksLikeAPatternIsNot(String written) {
        assertThat(new QueryText(written).lucene()).contains("konbini.fields.a:");
    }

    @Test
    void columnIsThatOfTheQueryAsItWasWritten() {
        var query = new QueryText("a:1 AND b:(");

        assertThat(query.column(query.lucene().length())).isEqualTo("a:1 AND b:(".length());
        assertThat(query.column(0)).isZero();
    }
}
