package dev.konbini.logging;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresKeepToTheirBounds() {
        ApplicationModules.of(LoggingApplication.class).verify();
    }
}
