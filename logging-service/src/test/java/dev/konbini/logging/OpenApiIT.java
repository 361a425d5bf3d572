package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.contract.ContractFile;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.RepeatedTest;
import tools.jackson.databind.json.JsonMapper;

class OpenApiIT extends LoggingIT {

    // Twice, since springdoc makes it once and completes it for each request.
    @RepeatedTest(2)
    void documentIsTheOneAgreedOn() throws UnsupportedEncodingException {
        var document =
                JsonMapper.shared()
                        .readTree(
                                http.get()
                                        .uri("/v3/api-docs")
                                        .exchange()
                                        .getResponse()
                                        .getContentAsString());

        assertThat(ContractFile.at("http/logging-service.openapi.json").difference(document))
                .isEmpty();
    }
}
