package dev.konbini.commerce.search;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.catalogue.ProductChanged;
import dev.konbini.commerce.catalogue.ProductChanges;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.search.elastic.ProductsIndex;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a replica does for others, here by an indexer in the place of the service's own.
class IndexerIT {

    private static CommerceServer server;

    private Indexer indexer = indexer(Clock.systemUTC());

    @BeforeAll
    static void shop() throws IOException {
        server = new CommerceServer();
        Samples.indexed(server);
        server.bean(Indexer.class).stop();
    }

    @AfterAll
    static void closed() {
        server.close();
    }

    @AfterEach
    void stop() {
        indexer.stop();
    }

    @Test
    void whatOthersLeftBehindIsIndexedWhileProductsKeepChanging() {
        var left = leftBehind();
        indexer = indexer(new ChangingClock());

        indexer.start();

        awaitIndexed(left);
    }

    @Test
    void whatIsLeftBehindIsToldByTheClockThatStampsChanges() {
        var left = leftBehind();
        indexer = indexer(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));

        indexer.start();

        awaitIndexed(left);
    }

    @Test
    void clockThatIsSetBackPutsOffNoSweep() {
        var ahead = new AtomicReference<>(Duration.ofHours(1));
        InstantSource source = () -> Instant.now().plus(ahead.get());
        indexer = indexer(source.withZone(ZoneOffset.UTC));
        var before = leftBehind();
        indexer.start();
        awaitIndexed(before);

        ahead.set(Duration.ZERO);

        awaitIndexed(leftBehind());
    }

    /// A product that was changed a minute ago by a replica that died at once.
    private static Sku leftBehind() {
        var sku = Samples.sold(server, "1");
        server.bean(MongoDatabase.class)
                .getCollection("products")
                .updateOne(
                        Filters.eq("_id", sku),
                        Updates.set("dirtySince", Instant.now().minusSeconds(60)));
        return new Sku(sku);
    }

    private static void awaitIndexed(Sku sku) {
        var changes = server.bean(ProductChanges.class);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> changes.load(List.of(sku)).getFirst().unindexedSince() == null);
    }

    private static Indexer indexer(Clock clock) {
        return new Indexer(
                server.bean(ProductChanges.class),
                server.bean(ProductsIndex.class),
                server.bean(RebuildIndex.class),
                clock);
    }

    /// Has a product change whenever it is looked at: the indexer always finds one that waits.
    private final class ChangingClock extends Clock {

        private final ProductChanged changed = new ProductChanged(new Sku("ALWAYS"));

        @Override
        public Instant instant() {
            indexer.on(changed);
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
