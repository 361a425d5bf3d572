package dev.konbini.logging.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.mask.Masker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TenantsTests {

    private static final Instant TIME = Instant.parse("2026-11-22T03:04:05Z");

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "-1, false"})
    void tokenIsGoodFromItsTimeOn(int seconds, boolean good) {
        assertThat(tenant(TIME).accepts(TIME.plusSeconds(seconds))).isEqualTo(good);
    }

    @Test
    void tokenThatDoesNotSayWhenIsGoodUntilOneWasRevoked() {
        assertThat(tenant(null).accepts(null)).isTrue();
        assertThat(tenant(TIME).accepts(null)).isFalse();
    }

    @Test
    void whatIsKeptIsReadAgainAndWhatALaterVersionAddsIsPassedOver() {
        var json = JsonMapper.shared();
        var setting =
                json.readValue(
                        """
                        {"quota":{"bytesPerSecond":1,"linesPerSecond":null,"burstSeconds":2},"retentionDays":3,
                         "masking":{"kinds":["card"],"custom":[]},"tokensNotBefore":"2026-11-22T03:04:05Z","later":{"x":1}}
                        """,
                        TenantSetting.class);

        assertThat(json.treeToValue(json.valueToTree(setting), TenantSetting.class))
                .isEqualTo(setting);
        assertThat(setting.over(tenant(null)).retention()).isEqualTo(Duration.ofDays(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "s", "7-eleven", "a_b"})
    void namesCanBePartOfAnIndexsName(String name) {
        assertThat(name).matches(Tenant.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop", "-a", "_a", "a*", "a,b", "a/b"})
    void othersAreNoNames(String name) {
        assertThat(name).doesNotMatch(Tenant.NAME);
    }

    private static Tenant tenant(@Nullable Instant tokensNotBefore) {
        return new Tenant(
                "shop",
                Quota.NONE,
                Duration.ofDays(30),
                MaskRules.NONE,
                Masker.of(MaskRules.NONE),
                tokensNotBefore,
                StagingSlice.NONE);
    }
}
