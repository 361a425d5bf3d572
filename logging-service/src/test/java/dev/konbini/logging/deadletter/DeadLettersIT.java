package dev.konbini.logging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeadLettersIT extends LoggingIT {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    `{"message":"broken`,                                malformed-json
                    `{"message":"x"} behind`,                            malformed-json
                    `["message"]`,                                       malformed-json
                    """)
    void recordIsKeptWholeWithItsReasonAndItsNeighboursAreStored(String value, String reason) {
        var tenant = newTenant();
        var headers = Map.of("tenant", tenant);

        SUITE.sendLater("logs", "same", headers, "{\"message\":\"before\"}");
        SUITE.sendLater("logs", "same", headers, value);
        SUITE.sendLater("logs", "same", headers, "{\"message\":\"after\"}");
        SUITE.flush();

        await().until(() -> !letters(tenant).isEmpty());
        var letter = letters(tenant).getFirst();
        assertThat(letter.path("reason").path("type").asString()).isEqualTo(reason);
        assertThat(letter.path("reason").path("detail").asString()).isNotBlank();
        assertThat(value(letter)).isEqualTo(value);
        assertThat(letter.path("record").path("key").asString()).isEqualTo("same");
        assertThat(new Contract("dead-letters").faults(letter.toString())).isEmpty();
        await().untilAsserted(() ->
                assertThat(SUITE.documents("logs-" + tenant + "-*"))
                        .extracting(hit -> hit.path("_source").path("message").asString())
                        .containsExactlyInAnyOrder("before", "after"));
    }

    @Test
    void lineCannotSmuggleAnActionIntoTheIndexOfAnotherTenant() {
        var tenant = newTenant();
        var victim = newTenant();
        var hostile =
                """
                {"message":"x"}
                {"create":{"_index":"%s"}}
                {"message":"smuggled"}\
                """
                        .formatted(SUITE.index("logs-" + victim + "-2026.11.22"));

        SUITE.send("logs", "till", Map.of("tenant", tenant), hostile);

        await().until(() -> !letters(tenant).isEmpty());
        assertThat(SUITE.count("logs-" + victim + "-*")).isZero();
    }

    @Test
    void eventThatConflictsIsADeadLetterToo() {
        var place =
                SUITE.send(
                        "orders",
                        "order",
                        Map.of("tenant", newTenant()),
                        "{\"id\":\"e\",\"time\":\"never\"}");

        await().untilAsserted(() ->
                assertThat(SUITE.records("dead-letters"))
                        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                        .contains(place));
    }

    private static List<JsonNode> letters(String tenant) {
        return SUITE.records("dead-letters").stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .filter(letter -> letter.contains(tenant))
                .map(letter -> JsonMapper.shared().readTree(letter))
                .toList();
    }

    private static String value(JsonNode letter) {
        return new String(
                Base64.getDecoder().decode(letter.path("record").path("value").asString()),
                StandardCharsets.UTF_8);
    }
}
