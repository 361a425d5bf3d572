package dev.konbini.transaction.store;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.konbini.transaction.background.BackgroundLoop;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database, with the guarantees the order path is built on.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    /// The driver looks at a server this often, and is told at once when it changes.
    ///
    /// When a connection breaks just after a look, the driver (5.8) drops what its next look finds
    /// and stays without a server until the one after; its own interval is 10 s.
    private static final int LOOK_MILLIS = 1_000;

    /// One bound for each operation, however many retries and elections it holds.
    @Bean
    MongoClientSettingsBuilderCustomizer boundedOperations(StoreProperties properties) {
        return settings ->
                settings.timeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .retryReads(true)
                        .retryWrites(true)
                        .applyToServerSettings(server ->
                                server.heartbeatFrequency(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    }

    /// A write is acknowledged when a majority has it in its journal, and a read sees nothing that
    /// could still be rolled back: what has been answered stays true through any election.
    @Bean
    MongoDatabase database(MongoClient client, MongoProperties properties) {
        return client.getDatabase(properties.getMongoClientDatabase())
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
    }

    @Bean
    BackgroundLoop storeLoop(StoreReadiness readiness) {
        return new BackgroundLoop(
                "store", StoreReadiness.INTERVAL, stopping -> readiness.check(), () -> {});
    }

    /// MongoDB keeps milliseconds, so nothing finer is ever put into it: what is read back equals
    /// what was written.
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
