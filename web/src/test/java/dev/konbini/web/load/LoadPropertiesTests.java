package dev.konbini.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadPropertiesTests {

    @Test
    void withoutASettingItIsWhatTheHeapHolds() {
        assertThat(new LoadProperties(null).requestsMax())
                .isEqualTo(Runtime.getRuntime().maxMemory() / (512 << 10));
    }
}
