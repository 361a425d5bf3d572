package dev.konbini.logging.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.contract.ContractFile;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class IndexContractTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logs",
                "events",
                "settings",
                "dead-letters",
                "ledger",
                "operations",
                "alerts",
                "points",
                "rollups",
                "series",
                "rollupmarks"
            })
    void templateIsTheOneAgreedOn(String kind) throws IOException {
        try (var template =
                Objects.requireNonNull(
                        IndexTemplates.class.getResourceAsStream(
                                "/elasticsearch/" + kind + ".json"))) {
            var json = JsonMapper.shared().readTree(template);

            assertThat(ContractFile.at("indices/%s.json".formatted(kind)).difference(json))
                    .isEmpty();
        }
    }

    @Test
    void indicesOfLinesSayWithWhichVersionOfTheTemplateTheyWereMade() throws IOException {
        try (var template =
                Objects.requireNonNull(
                        IndexTemplates.class.getResourceAsStream("/elasticsearch/logs.json"))) {
            var json = JsonMapper.shared().readTree(template);

            assertThat(json.at("/template/mappings/_meta/" + LineMapping.VERSION))
                    .isEqualTo(json.path("version"));
            assertThat(new LineMapping(JsonMapper.shared()).version())
                    .isEqualTo(json.path("version").asInt());
        }
    }
}
