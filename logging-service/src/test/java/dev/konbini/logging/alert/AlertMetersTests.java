package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AlertMetersTests {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AlertMeters meters =
            new AlertMeters(metrics, ((InstantSource) () -> now.get()).withZone(ZoneOffset.UTC));

    @Test
    void howFarAlertsAreBehindGrowsWhileNobodySeesWhatIsDue() {
        later(5);
        assertThat(behind()).isEqualTo(5);

        meters.behind(Duration.ofSeconds(90));
        assertThat(behind()).isEqualTo(90);
        later(600);
        assertThat(behind()).isEqualTo(690);

        meters.behind(Duration.ZERO);
        assertThat(behind()).isZero();
    }

    private void later(int seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }

    private double behind() {
        return metrics.get("konbini.alerts.behind").gauge().value();
    }
}
