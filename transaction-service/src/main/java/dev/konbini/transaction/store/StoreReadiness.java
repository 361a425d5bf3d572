package dev.konbini.transaction.store;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Says whether orders can be taken: MongoDB has a primary that answers, and the indexes are there.
///
/// MongoDB is asked in the background, so that a health check answers at once whatever MongoDB
/// does. The application starts without MongoDB and becomes ready when it comes.
@Component("store")
final class StoreReadiness implements HealthIndicator {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(StoreReadiness.class);

    private final MongoDatabase database;
    private final List<CollectionIndexes> indexes;
    private final StoreProperties properties;
    private final Clock clock;

    private boolean indexed;
    private volatile @Nullable Instant answeredAt;

    StoreReadiness(
            MongoDatabase database,
            List<CollectionIndexes> indexes,
            StoreProperties properties,
            Clock clock) {
        this.database = database;
        this.indexes = List.copyOf(indexes);
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var answered = answeredAt;
        if (answered == null) {
            return Health.outOfService()
                    .withDetail("waits for", "the first answer of MongoDB")
                    .build();
        }
        var silent = Duration.between(answered, clock.instant());
        return silent.compareTo(properties.tolerance()) <= 0
                ? Health.up().build()
                : Health.down().withDetail("silentForSeconds", silent.toSeconds()).build();
    }

    /// Asks MongoDB once. Indexes that exist already are left as they are, so every replica may do
    /// this.
    void check() {
        if (!indexed) {
            indexes.forEach(wanted ->
                    database.getCollection(wanted.collection()).createIndexes(wanted.indexes()));
            indexed = true;
            log.info("MongoDB database {} answers and has its indexes", database.getName());
        }
        database.runCommand(new BsonDocument("ping", new BsonInt32(1)));
        answeredAt = clock.instant();
    }
}
