package dev.konbini.commerce.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Interlude;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.catalogue.ProductChanges;
import dev.konbini.commerce.search.elastic.ProductsIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What happens while a rebuild runs, here one in the place of the service's own.
@ExtendWith(OutputCaptureExtension.class)
class RebuildIndexIT {

    private static CommerceServer server;
    private static ProductsIndex index;
    private static ElasticsearchClient elasticsearch;

    private final Interlude interlude = interlude();
    private final RebuildIndex rebuild = rebuild(interlude);

    @BeforeAll
    static void shop() throws IOException {
        server = new CommerceServer();
        index = server.bean(ProductsIndex.class);
        elasticsearch = server.bean(ElasticsearchClient.class);
        Samples.indexed(server);
        await().atMost(Duration.ofSeconds(30)).until(() -> "DONE".equals(document().get("state")));
        server.bean(Indexer.class).stop();
    }

    @AfterAll
    static void closed() {
        server.close();
    }

    @AfterEach
    void close() {
        interlude.close();
    }

    @Test
    void rebuildThatWasGivenUpIsNotSwappedIn(CapturedOutput output) throws IOException {
        var live = index.live();
        var others = index.create(Instant.now());
        whenCopied(RebuildIndexIT::giveUp);

        assertThat(rebuild.start("olga")).isInstanceOf(RebuildIndex.Outcome.Started.class);

        awaitLeftAlone(output);
        assertThat(index.live()).isEqualTo(live);
        assertThat(exists(others)).isTrue();
    }

    @Test
    void rebuildThatFailsAfterItWasGivenUpDeletesNothing(CapturedOutput output) throws IOException {
        var others = index.create(Instant.now());
        whenCopied(() -> {
            giveUp();
            delete(document().getString("index"));
        });

        assertThat(rebuild.start("olga")).isInstanceOf(RebuildIndex.Outcome.Started.class);

        awaitLeftAlone(output);
        assertThat(exists(others)).isTrue();
    }

    /// As if an election had made a primary whose clock is behind.
    @Test
    void changeThatIsStampedWithATimeBeforeTheRebuildIsCopied() throws IOException {
        var sku = Samples.sold(server, "1");
        interlude.after(
                "update",
                RebuildDocument.COLLECTION,
                () ->
                        server.bean(MongoDatabase.class)
                                .getCollection("products")
                                .updateOne(
                                        Filters.eq("_id", sku),
                                        Updates.combine(
                                                Updates.inc("revision", 1L),
                                                Updates.set(
                                                        "changedAt",
                                                        Instant.now().minusSeconds(10)),
                                                Updates.unset("dirtySince"))));

        assertThat(rebuild.start("olga")).isInstanceOf(RebuildIndex.Outcome.Started.class);

        await().atMost(Duration.ofSeconds(30)).until(() -> "DONE".equals(document().get("state")));
        assertThat(indexedRevision(sku)).isEqualTo(2);
    }

    private static Interlude interlude() {
        return new Interlude(server);
    }

    private static RebuildIndex rebuild(Interlude interlude) {
        var rebuilds =
                new Rebuilds(
                        interlude.database(),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString());
        return new RebuildIndex(
                server.bean(ProductChanges.class), index, rebuilds, Clock.systemUTC());
    }

    /// Just before both are counted.
    private void whenCopied(Runnable action) {
        interlude.after("update", RebuildDocument.COLLECTION, () -> {});
        interlude.after("update", RebuildDocument.COLLECTION, action);
    }

    /// As another replica does when the lease has lapsed.
    private static void giveUp() {
        server.bean(MongoDatabase.class)
                .getCollection(RebuildDocument.COLLECTION)
                .updateOne(Filters.eq("_id", RebuildDocument.ID), Updates.set("state", "FAILED"));
    }

    private static void awaitLeftAlone(CapturedOutput output) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> output.getOut().contains("The index that failed is not deleted"));
    }

    private static Document document() {
        return Objects.requireNonNull(
                server.bean(MongoDatabase.class)
                        .getCollection(RebuildDocument.COLLECTION)
                        .find(Filters.eq("_id", RebuildDocument.ID))
                        .first());
    }

    private static @Nullable Long indexedRevision(String sku) throws IOException {
        return elasticsearch
                .get(
                        get ->
                                get.index(index.alias())
                                        .id(sku)
                                        .source(source -> source.fetch(false)),
                        Void.class)
                .version();
    }

    private static void delete(String name) {
        try {
            elasticsearch.indices().delete(delete -> delete.index(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(String name) throws IOException {
        return elasticsearch.indices().exists(query -> query.index(name)).value();
    }
}
