package dev.konbini.gateway;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresDependOnEachOtherWithoutCyclesAndOnlyOnPublicFaces() {
        ApplicationModules.of(GatewayApplication.class).verify();
    }
}
