package dev.konbini.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LoadPropertiesTests {

    @Test
    void withoutASettingItIsWhatTheHeapHolds() {
        assertThat(new LoadProperties(null, DataSize.ofKilobytes(1)).requestsMax())
                .isEqualTo(Runtime.getRuntime().maxMemory() / (512 << 10));
    }
}
