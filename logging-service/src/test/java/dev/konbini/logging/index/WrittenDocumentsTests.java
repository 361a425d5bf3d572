package dev.konbini.logging.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrittenDocumentsTests {

    @Test
    void copyIsTheSameInEachDigitAndEscape() {
        var source =
                "{\"é\":\"\\ud83d\", \"n\" : 1.50e5,\"d\":1.23456789012345678901234567890,\"z\":-0.0,"
                        + "\"big\":1e400,\"deep\":{\"a\":[{\"_source\":1},[]]}}";
        var documents =
                of(
                        """
                        {"pit_id":"held","took":1,"_shards":{"total":1,"failed":0},
                         "hits":{"max_score":null,"hits":[
                          {"_index":"old","_id":"a \\"1\\"","_source":%s,"sort":[7]},
                          {"_index":"old","_id":"é","_source":{"a":
                          1},"sort":[9],"_ignored":["x"]}]}}
                        """
                                .formatted(source));

        assertThat(documents.size()).isEqualTo(2);
        assertThat(documents.id(1)).isEqualTo("é");
        assertThat(documents.lastSort()).isEqualTo(9);
        assertThat(documents.held()).isEqualTo("held");
        var lines = new String(documents.creatingIn("new"), UTF_8).split("\n");
        assertThat(lines[0]).isEqualTo("{\"create\":{\"_index\":\"new\",\"_id\":\"a \\\"1\\\"\"}}");
        assertThat(lines[1]).isEqualTo(source);
        assertThat(lines[3]).matches("\\{\"a\": +1}");
        assertThat(lines).hasSize(4);
    }

    @Test
    void nothingFoundIsNothing() {
        assertThat(of("{\"hits\":{\"hits\":[]}}").size()).isZero();
    }

    @Test
    void whatIsNotJsonIsNotFromElasticsearch() {
        assertThatThrownBy(() -> of("<html>")).isInstanceOf(ElasticsearchUnavailable.class);
    }

    private static WrittenDocuments of(String answer) {
        return WrittenDocuments.of(answer.getBytes(UTF_8));
    }
}
