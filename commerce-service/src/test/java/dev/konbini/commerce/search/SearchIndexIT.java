package dev.konbini.commerce.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.konbini.commerce.Api;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.catalogue.ProductChanges;
import dev.konbini.commerce.catalogue.ProductState;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.search.elastic.ReleasedIndex;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class SearchIndexIT {

    private static final int PRODUCTS_MAX = 10_000;

    private static CommerceServer server;

    @BeforeAll
    static void shop() throws IOException {
        server = new CommerceServer();
        Samples.indexed(server);
    }

    @AfterAll
    static void closed() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/search-index", "POST,/api/search-index/rebuild"})
    void onlyOperatorsSeeAndRebuildTheIndex(String method, String path) {
        assertThat(server.guest().send(method, path, "").status()).isEqualTo(401);
        assertThat(server.as("sam", Role.SHOPPER).send(method, path, "").status()).isEqualTo(403);
    }

    @Test
    void indexIsNamedByMappingAndTimeBehindAnAlias() {
        var answer = server.operator().get("/api/search-index");

        assertThat(answer.text("/alias")).isEqualTo(server.indicesPrefix() + "products");
        assertThat(answer.text("/index")).startsWith(answer.text("/alias") + "-v2-");
        assertThat(answer.json().at("/reachable").asBoolean()).isTrue();
    }

    @Test
    void rebuildWhileProductsChangeLosesNothing() throws Exception {
        var kept = IntStream.range(0, 200).mapToObj(i -> Samples.sold(server, "1")).toList();
        Samples.indexed(server);
        var earlier = server.operator().get("/api/search-index").text("/index");
        var stop = new AtomicBoolean();
        var begun = new CountDownLatch(1);

        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing =
                    writers.submit(() -> {
                        int written = 0;
                        while (!stop.get() || written < 60) {
                            Samples.sold(server, "2");
                            server.operator()
                                    .put(
                                            "/api/products/" + kept.get(written % 100),
                                            Samples.product("Renamed", "3." + (10 + written % 90)));
                            if (written < 50) {
                                server.operator()
                                        .delete("/api/products/" + kept.get(150 + written));
                            }
                            written++;
                            begun.countDown();
                        }
                        return written;
                    });
            begun.await();
            var started = server.operator().post("/api/search-index/rebuild", "");
            assertThat(started.status()).as(started.body()).isEqualTo(202);
            rebuilt();
            stop.set(true);
            assertThat(writing.get()).isPositive();
        }

        Samples.indexed(server);
        var later = server.operator().get("/api/search-index");
        assertThat(later.text("/index")).isNotEqualTo(earlier);
        assertThat(later.json().at("/documents/index").asInt())
                .isEqualTo(later.json().at("/documents/database").asInt());
        assertThat(indices()).containsExactly(later.text("/index"));
        assertThat(indexedRevisions()).isEqualTo(revisions());
    }

    @Test
    void markThatWasRenewedWhileAProductWasWrittenStays() {
        rebuilt();
        var sku = Samples.sold(server, "1");
        Samples.indexed(server);
        var changes = server.bean(ProductChanges.class);
        var product = List.of(new Sku(sku));
        var written = changes.load(product);
        // So late that the sweep does not take it for left behind.
        var renewed = Instant.parse("2099-11-22T03:04:05Z");
        server.bean(MongoDatabase.class)
                .getCollection("products")
                .updateOne(Filters.eq("_id", sku), Updates.set("dirtySince", renewed));

        changes.markIndexed(written);

        assertThat(changes.load(product).getFirst().unindexedSince()).isEqualTo(renewed);
        changes.markUnindexed(Instant.EPOCH);
        Samples.indexed(server);
    }

    @Test
    void onlyOneRebuildRunsAtATime() {
        rebuilt();
        var answers =
                IntStream.range(0, 4)
                        .parallel()
                        .mapToObj(i -> server.operator().post("/api/search-index/rebuild", ""))
                        .map(Api.Answer::status)
                        .toList();

        assertThat(answers).contains(202).allMatch(status -> status == 202 || status == 409);
        rebuilt();
        assertThat(indices()).hasSize(1);
    }

    @Test
    void linesTellWhoAskedForARebuildAndWhatCameOfIt(CapturedOutput output) throws IOException {
        Samples.sold(server, "1");
        rebuilt();

        server.operator().post("/api/search-index/rebuild", "");

        var begun = operations(output).getLast().at("/operation");
        assertThat(begun.at("/kind").asString()).isEqualTo("rebuild");
        assertThat(begun.at("/by").asString()).isEqualTo("olga");
        assertThat(begun.has("outcome")).isFalse();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> operations(output).getLast().at("/operation").has("outcome"));
        var ended = operations(output).getLast().at("/operation");
        var products = server.operator().get("/api/search-index").json().at("/documents/database");
        assertThat(ended.at("/id")).isEqualTo(begun.at("/id"));
        assertThat(ended.at("/outcome").asString()).isEqualTo("succeeded");
        assertThat(ended.at("/output").asString())
                .startsWith(products.asInt() + " products in " + server.indicesPrefix());
        assertThat(operations(output)).allSatisfy(line -> assertThat(faults(line)).isEmpty());
    }

    @Test
    void rebuildOfADeadReplicaIsGivenUpAndItsChangesAreIndexedAgain(CapturedOutput output) {
        var sku = Samples.sold(server, "1");
        Samples.indexed(server);
        rebuilt();
        var longAgo = Instant.now().minus(Duration.ofMinutes(5));
        var database = server.bean(MongoDatabase.class);
        // A change that only the mark brings into the index.
        database.getCollection("products")
                .updateOne(Filters.eq("_id", sku), Updates.inc("revision", 1L));

        database.getCollection("searchIndexRebuilds")
                .updateOne(
                        Filters.eq("_id", "products"),
                        Updates.combine(
                                Updates.set("state", "RUNNING"),
                                Updates.set("startedAt", longAgo),
                                Updates.set("leaseUntil", longAgo)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rebuildState()).isEqualTo("FAILED"));
        await().untilAsserted(() ->
                assertThat(operations(output))
                        .extracting(line -> line.at("/operation/output").asString())
                        .contains("The replica that ran it stopped half-way."));
        Samples.indexed(server);
        assertThat(indexedRevisions()).containsEntry(sku, revisions().get(sku));
        assertThat(server.operator().post("/api/search-index/rebuild", "").status()).isEqualTo(202);
        rebuilt();
    }

    @Test
    void abandonedRebuildIsNotOverBeforeItsChangesAreMarked() {
        rebuilt();
        var sku = Samples.sold(server, "1");
        Samples.indexed(server);
        var database = server.bean(MongoDatabase.class);
        var products = database.getCollection("products");
        var longAgo = Instant.now().minus(Duration.ofMinutes(5));
        // A change that only the mark brings into the index.
        products.updateOne(Filters.eq("_id", sku), Updates.inc("revision", 1L));

        refuse(database, Filters.ne("_id", sku));
        try {
            database.getCollection("searchIndexRebuilds")
                    .updateOne(
                            Filters.eq("_id", "products"),
                            Updates.combine(
                                    Updates.set("state", "RUNNING"),
                                    Updates.set("startedAt", longAgo),
                                    Updates.set("leaseUntil", longAgo)));
            assertThatThrownBy(() -> server.bean(RebuildIndex.class).giveUpAbandoned())
                    .isInstanceOf(MongoException.class);
            assertThat(rebuildState()).isEqualTo("RUNNING");
        } finally {
            refuse(database, new Document());
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rebuildState()).isEqualTo("FAILED"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(indexedRevisions()).containsEntry(sku, revisions().get(sku)));
        assertThat(server.operator().post("/api/search-index/rebuild", "").status()).isEqualTo(202);
        rebuilt();
    }

    @Test
    void indexOfTheReleasedVersionIsReplacedWhileThatWritesAndSearches() throws Exception {
        rebuilt();
        var sku = Samples.sold(server, "1");
        Samples.indexed(server);
        var replica =
                new ReleasedIndex(server.bean(ElasticsearchClient.class), server.indicesPrefix());
        var stop = new AtomicBoolean();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var old = replica.create();
            var serving =
                    threads.submit(() -> {
                        int served = 0;
                        while (!stop.get()) {
                            replica.write(sku, 1 + served);
                            assertThat(replica.search().shards().failed().intValue()).isZero();
                            served++;
                        }
                        return served;
                    });
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> {
                        var index = server.operator().get("/api/search-index").text("/index");
                        assertThat(index).contains("-v2-").isNotEqualTo(old);
                    });
            stop.set(true);
            assertThat(serving.get()).isPositive();
        }

        rebuilt();
        Samples.indexed(server);
        assertThat(indices()).hasSize(1);
    }

    @Test
    void indexThatDisappearedIsMadeAgain() throws IOException {
        rebuilt();
        var sku = Samples.sold(server, "1");
        for (var index : indices()) {
            server.bean(ElasticsearchClient.class).indices().delete(query -> query.index(index));
        }

        Samples.indexed(server);

        assertThat(server.guest().get("/api/products?q=" + sku).json().at("/total").asInt())
                .isEqualTo(1);
    }

    /// Has MongoDB refuse to write products that are not `valid`.
    private static void refuse(MongoDatabase database, Bson valid) {
        var _ =
                database.runCommand(
                        new Document("collMod", "products")
                                .append("validator", valid.toBsonDocument()));
    }

    /// The revisions of all products in the database, by SKU.
    private static Map<String, Long> revisions() {
        return server.bean(ProductChanges.class).page(null, PRODUCTS_MAX).stream()
                .collect(Collectors.toMap(each -> each.sku().value(), ProductState::revision));
    }

    /// The same of the index.
    private static Map<String, Long> indexedRevisions() {
        var index = server.operator().get("/api/search-index").text("/index");
        try {
            var found =
                    server.bean(ElasticsearchClient.class)
                            .search(
                                    search -> search.index(index).version(true).size(PRODUCTS_MAX),
                                    Void.class);
            return found.hits().hits().stream()
                    .collect(
                            Collectors.toMap(
                                    hit -> Objects.requireNonNull(hit.id()),
                                    hit -> Objects.requireNonNull(hit.version())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> operations(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("\"operation\":{") && line.endsWith("}"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static List<?> faults(JsonNode line) throws IOException {
        var schema =
                Path.of(System.getProperty("contracts.directory"), "topics/logs/line.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schema))
                .validate(line.toString(), InputFormat.JSON);
    }

    private static void rebuilt() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rebuildState()).isEqualTo("DONE"));
    }

    private static String rebuildState() {
        return server.operator().get("/api/search-index").text("/rebuild/state");
    }

    private static Set<String> indices() {
        try {
            return server.bean(ElasticsearchClient.class)
                    .indices()
                    .get(query -> query.index(server.indicesPrefix() + "*"))
                    .indices()
                    .keySet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
