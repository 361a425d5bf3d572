package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.contract.ContractFile;
import org.junit.jupiter.api.Test;

class OpenApiIT extends RunningService {

    @Test
    void documentIsTheOneAgreedOn() {
        var document = http.get("/v3/api-docs").json();

        assertThat(ContractFile.at("http/transaction-service.openapi.json").difference(document))
                .isEmpty();
    }
}
