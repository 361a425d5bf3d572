package dev.konbini.logging.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.ingest.Reading.Document;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BulkBodyTests {

    private final BulkBody body = new BulkBody();

    @Test
    void documentHasOurMembersBeforeTheSenders() {
        body.add(document("i", "{\"a\":1}"));

        assertThat(text())
                .isEqualTo(
                        """
                        {"create":{"_index":"x","_id":"i"}}
                        {"k":1,"a":1}
                        """);
    }

    @Test
    void emptyObjectGetsNoComma() {
        body.add(document("i", " { } "));

        assertThat(text()).endsWith("{\"k\":1 } \n");
    }

    @Test
    void lineBreaksInADocumentDoNotEndIt() {
        body.add(
                document(
                        "i",
                        """
                        {"a":1
                        \r\n,"b":2}
                        {"create":{"_index":"of-another-tenant"}}
                        {"c":3}\
                        """));

        assertThat(text().lines()).hasSize(2);
    }

    @Test
    void idIsEscaped() {
        body.add(document("\"},\n{\"é", "{}"));

        assertThat(text())
                .startsWith("{\"create\":{\"_index\":\"x\",\"_id\":\"\\\"},\\n{\\\"é\"}}\n");
    }

    @Test
    void growsWithWhatIsAdded() {
        var large = "{\"a\":\"%s\"}".formatted("x".repeat(200_000));

        body.add(document("i", large));
        body.add(document("j", large));

        assertThat(text().lines()).hasSize(4);
        body.clear();
        assertThat(body.length()).isZero();
    }

    private String text() {
        return new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8);
    }

    private static Document document(String id, String value) {
        return new Document(
                Records.of(value),
                value.getBytes(StandardCharsets.UTF_8),
                "x",
                id,
                "\"k\":1",
                null);
    }
}
