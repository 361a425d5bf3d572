package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.contract.ContractFile;
import org.junit.jupiter.api.RepeatedTest;

class OpenApiIT extends RunningService {

    // Twice, since springdoc makes it once and completes it for each request.
    @RepeatedTest(2)
    void documentIsTheOneAgreedOn() {
        var document = http.get("/v3/api-docs").json();

        assertThat(ContractFile.at("http/transaction-service.openapi.json").difference(document))
                .isEmpty();
    }
}
