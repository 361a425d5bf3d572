package dev.konbini.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractGateTests {

    private static final String SCHEMA = "topics/orders/event.schema.json";

    @TempDir private Path contracts;

    @Test
    void comparesWithEachReleasedVersionInTheirOrder() throws IOException {
        write("released/0.10.0/" + SCHEMA, "{\"type\": \"string\"}");
        write("released/0.9.0/" + SCHEMA, "{\"type\": \"integer\"}");
        write(SCHEMA, "{\"type\": \"string\"}");

        var verdict = ContractGate.checkReleased(contracts);

        assertThat(verdict.keySet()).containsExactly(new Version(0, 9, 0), new Version(0, 10, 0));
        assertThat(verdict.get(new Version(0, 9, 0)))
                .singleElement()
                .satisfies(breach -> assertThat(breach.place()).isEqualTo(SCHEMA));
        assertThat(verdict.get(new Version(0, 10, 0))).isEmpty();
    }

    @Test
    void refusesToLoseATopic() throws IOException {
        write("released/0.1.0/" + SCHEMA, "{}");

        assertThat(ContractGate.check(contracts.resolve("released/0.1.0"), contracts))
                .singleElement()
                .satisfies(breach -> {
                    assertThat(breach.place()).isEqualTo(SCHEMA);
                    assertThat(breach.what()).isEqualTo("the contract was removed");
                });
    }

    @Test
    void letsATopicAndExamplesCome() throws IOException {
        write("released/0.1.0/topics/orders/examples/placed.json", "{}");
        write(SCHEMA, "{}");

        assertThat(ContractGate.check(contracts.resolve("released/0.1.0"), contracts)).isEmpty();
    }

    @Test
    void comparesEachKindByItsRules() throws IOException {
        write("released/0.1.0/http/shop.openapi.json", "{\"paths\": {\"/a\": {}}}");
        write("released/0.1.0/indices/products.json", index("text"));
        write("http/shop.openapi.json", "{\"paths\": {}}");
        write("indices/products.json", index("keyword"));

        assertThat(ContractGate.check(contracts.resolve("released/0.1.0"), contracts))
                .extracting(Breach::place)
                .containsExactly(
                        "http/shop.openapi.json#/paths/~1a",
                        "indices/products.json#/mappings/properties/name");
    }

    @Test
    void saysWhichFileIsNoJson() throws IOException {
        write("released/0.1.0/" + SCHEMA, "{");
        write(SCHEMA, "{}");

        assertThatThrownBy(() -> ContractGate.checkReleased(contracts))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("released/0.1.0/" + SCHEMA);
    }

    private static String index(String type) {
        return "{\"mappings\": {\"properties\": {\"name\": {\"type\": \"%s\"}}}}".formatted(type);
    }

    private void write(String file, String content) throws IOException {
        var path = contracts.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
