package dev.konbini.commerce.durability;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sets the database up so that what it acknowledges is not lost, and nothing waits for it forever.
@Configuration(proxyBeanMethods = false)
class DurabilityConfiguration {

    /// The driver looks at a server this often, and is told at once when it changes.
    ///
    /// When a connection breaks just after a look, the driver (5.8) drops what its next look finds
    /// and stays without a server until the one after; its own interval is 10 s.
    private static final int LOOK_MILLIS = 1_000;

    @Bean
    MongoClientSettingsBuilderCustomizer durability(DurabilityProperties properties) {
        var timeoutMillis = properties.timeout().toMillis();
        return settings ->
                settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                        .applyToClusterSettings(cluster ->
                                cluster.serverSelectionTimeout(
                                        timeoutMillis, TimeUnit.MILLISECONDS))
                        .applyToServerSettings(server ->
                                server.heartbeatFrequency(LOOK_MILLIS, TimeUnit.MILLISECONDS))
                        .applyToSocketSettings(socket ->
                                socket.connectTimeout(
                                        Math.min(timeoutMillis, 2_000), TimeUnit.MILLISECONDS))
                        .applyToConnectionPoolSettings(pool -> pool.maxSize(200));
    }

    @Bean
    MongoDatabase commerceDatabase(MongoClient client, MongoProperties properties) {
        return client.getDatabase(
                Objects.requireNonNull(
                        properties.getDatabase(),
                        "Set spring.mongodb.database to the name of the service's database"));
    }
}
