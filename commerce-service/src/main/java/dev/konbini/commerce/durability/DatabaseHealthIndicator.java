package dev.konbini.commerce.durability;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Says whether the database answers, sitting out short silences: taking every replica out of
/// service during an election would make of a second's delay an outage.
@Component("database")
final class DatabaseHealthIndicator implements HealthIndicator {

    private final MongoDatabase database;
    private final Duration tolerance;
    private final Clock clock;
    private volatile @Nullable Instant answeredAt;

    DatabaseHealthIndicator(MongoDatabase database, DurabilityProperties properties, Clock clock) {
        this.database = database.withTimeout(1, TimeUnit.SECONDS);
        this.tolerance = properties.outageTolerance();
        this.clock = clock;
    }

    @Override
    public Health health() {
        var now = clock.instant();
        try {
            database.runCommand(new Document("ping", 1));
            answeredAt = now;
            return Health.up().build();
        } catch (MongoException e) {
            var last = answeredAt;
            var tolerated = last != null && last.plus(tolerance).isAfter(now);
            return (tolerated ? Health.up() : Health.down())
                    .withDetail("silentSince", last == null ? "start" : last.toString())
                    .build();
        }
    }
}
