package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.mask.Masker;
import dev.konbini.logging.tenant.Quota;
import dev.konbini.logging.tenant.StagingSlice;
import dev.konbini.logging.tenant.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotasTests {

    private int replicas = 1;
    private long nanos = 42;
    private final Quotas quotas = new Quotas(() -> replicas, () -> nanos);

    @Test
    void burstGoesThroughAndThenTheRate() {
        var tenant = tenant("a", null, 100L, 3);

        assertThat(quotas.take(tenant, 1, 300)).isZero();
        assertThat(quotas.take(tenant, 1, 1)).isPositive();

        pass(Duration.ofSeconds(1));
        assertThat(quotas.take(tenant, 1, 100)).isZero();
        assertThat(quotas.take(tenant, 1, 1)).isPositive();
    }

    @Test
    void batchBeyondTheBurstGoesThroughAndIsOwed() {
        var tenant = tenant("a", 1000L, null, 1);

        assertThat(quotas.take(tenant, 5000, 1)).isZero();
        assertThat(quotas.take(tenant, 1, 1))
                .isBetween(Duration.ofSeconds(4), Duration.ofMillis(4001));

        pass(Duration.ofMillis(4001));
        assertThat(quotas.take(tenant, 1, 1)).isZero();
    }

    @Test
    void afterTheWaitThereIsSomethingLeft() {
        var tenant = tenant("a", null, 3L, 1);
        assertThat(quotas.take(tenant, 1, 10)).isZero();

        pass(quotas.wait(tenant));

        assertThat(quotas.wait(tenant)).isZero();
    }

    @Test
    void scarcerOfTheTwoDecides() {
        var tenant = tenant("a", 1_000_000L, 1L, 1);

        assertThat(quotas.take(tenant, 10, 3)).isZero();

        assertThat(quotas.wait(tenant)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2001));
    }

    @Test
    void replicasShareTheQuota() {
        replicas = 4;
        var tenant = tenant("a", null, 100L, 1);

        assertThat(quotas.take(tenant, 1, 25)).isZero();
        assertThat(quotas.take(tenant, 1, 1)).isPositive();

        replicas = 2;
        pass(Duration.ofSeconds(1));
        assertThat(quotas.take(tenant, 1, 50)).isZero();
        assertThat(quotas.take(tenant, 1, 1)).isPositive();
    }

    @Test
    void oneTenantsUseIsNotAnothers() {
        assertThat(quotas.take(tenant("a", null, 1L, 1), 1, 100)).isZero();

        assertThat(quotas.take(tenant("b", null, 1L, 1), 1, 1)).isZero();
        assertThat(quotas.take(tenant("c", null, null, 1), 1 << 30, 1 << 30)).isZero();
        assertThat(quotas.take(tenant("c", null, null, 1), 1, 1)).isZero();
    }

    @Test
    void whatDidNotGoThroughIsGivenBack() {
        var tenant = tenant("a", 10L, 10L, 1);
        assertThat(quotas.take(tenant, 10, 10)).isZero();
        assertThat(quotas.wait(tenant)).isPositive();

        quotas.giveBack(tenant, 10, 10);

        assertThat(quotas.wait(tenant)).isZero();
    }

    @Test
    void changedQuotaCountsAtOnce() {
        assertThat(quotas.take(tenant("a", null, 1L, 1), 1, 11)).isZero();
        assertThat(quotas.wait(tenant("a", null, 1L, 1)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(10));

        assertThat(quotas.wait(tenant("a", null, 1000L, 1))).isLessThan(Duration.ofMillis(11));
        assertThat(quotas.wait(tenant("a", null, null, 1))).isZero();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Tenant tenant(
            String name, @Nullable Long bytes, @Nullable Long lines, int burstSeconds) {
        return new Tenant(
                name,
                new Quota(bytes, lines, burstSeconds),
                Duration.ofDays(1),
                MaskRules.NONE,
                Masker.of(MaskRules.NONE),
                null,
                StagingSlice.NONE);
    }
}
