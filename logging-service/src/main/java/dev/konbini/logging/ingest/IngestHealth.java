package dev.konbini.logging.ingest;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Shows which topics flow and which wait, and why. Waiting is this service doing its work, so it
/// is never down for it.
@Component("ingest")
final class IngestHealth implements HealthIndicator {

    private final List<IntakeState> intakes;

    IngestHealth(List<IntakeState> intakes) {
        this.intakes = intakes;
    }

    @Override
    public Health health() {
        var health = Health.up();
        for (var intake : intakes) {
            var waiting = intake.waitingSince();
            health.withDetail(intake.stream(), waiting == null ? "flowing" : waiting);
        }
        return health.build();
    }
}
