package dev.konbini.servers.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class NeededTests {

    @Test
    void allAreNeededUnlessSomeAreNamed() {
        assertThat(Needed.parse("")).containsExactlyInAnyOrder(Needed.values());
        assertThat(Needed.parse("kafka, mongodb"))
                .containsExactlyInAnyOrder(Needed.MONGODB, Needed.KAFKA);
    }

    @Test
    void unknownNameIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Needed.parse("redis"));
    }
}
