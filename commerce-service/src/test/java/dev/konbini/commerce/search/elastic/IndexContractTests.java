package dev.konbini.commerce.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.contract.ContractFile;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IndexContractTests {

    @Test
    void mappingIsTheOneAgreedOnAndNamesItsGeneration() throws IOException {
        int generation = ProductsIndex.MAPPING_VERSION;
        try (var mapping =
                Objects.requireNonNull(
                        ProductsIndex.class.getResourceAsStream(
                                "/search/products-v%d.json".formatted(generation)))) {
            var json = JsonMapper.shared().readTree(mapping);

            assertThat(json.at("/mappings/_meta/version").asInt()).isEqualTo(generation);
            assertThat(ContractFile.at("indices/products.json").difference(json)).isEmpty();
        }
    }
}
