package dev.konbini.transaction;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresKeepToThemselves() {
        ApplicationModules.of(TransactionApplication.class).verify();
    }
}
