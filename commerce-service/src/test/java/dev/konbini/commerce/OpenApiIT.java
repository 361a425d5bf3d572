package dev.konbini.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.contract.ContractFile;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class OpenApiIT {

    private final CommerceServer server;

    OpenApiIT(CommerceServer server) {
        this.server = server;
    }

    // Twice, since springdoc makes it once and completes it for each request.
    @RepeatedTest(2)
    void documentIsTheOneAgreedOn() {
        var document = server.guest().get("/v3/api-docs").json();

        assertThat(ContractFile.at("http/commerce-service.openapi.json").difference(document))
                .isEmpty();
    }
}
