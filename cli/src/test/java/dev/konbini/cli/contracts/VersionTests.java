package dev.konbini.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTests {

    @Test
    void isOrderedByNumbers() {
        assertThat(Version.parse("0.10.0")).isGreaterThan(Version.parse("0.9.9"));
        assertThat(Version.parse("1.0.0")).isGreaterThan(Version.parse("0.10.0"));
        assertThat(Version.parse("1.0.0")).hasToString("1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.0", "v1.0.0", "1.0.0-rc1", "1.0.9999999"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Version.parse(text)).isInstanceOf(Refusal.class);
    }
}
