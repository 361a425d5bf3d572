package dev.konbini.commerce.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.FakeTransactionService;
import dev.konbini.commerce.FakeTransactionService.Mood;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.SharedServer;
import dev.konbini.web.access.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedServer.class)
class CatalogueIT {

    private static final String PEN =
            """
            {"name":{"en":"Brass Pen","ja":"真鍮のペン"},"description":{"en":"Heavy.","ja":"重い。"},
             "category":["Stationery","Pens"],"brand":"Hinode","price":{"amount":"12.5","currency":"USD"},
             "attributes":{"colour":"gold"}}\
            """;

    private final CommerceServer server;
    private final String path = "/api/products/" + Samples.sku();

    CatalogueIT(CommerceServer server) {
        this.server = server;
    }

    @BeforeEach
    @AfterEach
    void stockIsKnown() {
        server.transactionService().is(Mood.ANSWERING);
        var probe = "/api/products/" + Samples.sold(server, "1");
        await().untilAsserted(() ->
                assertThat(server.guest().get(probe).json().at("/availabilityKnown").asBoolean())
                        .isTrue());
    }

    @Test
    void productIsCreatedAndReadInBothLanguages() {
        var created = server.operator().put(path, PEN);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(path);
        var english = server.guest().get(path);
        assertThat(english.text("/name")).isEqualTo("Brass Pen");
        assertThat(english.text("/price/amount")).isEqualTo("12.50");
        assertThat(english.text("/category/1")).isEqualTo("Pens");
        assertThat(english.text("/attributes/colour")).isEqualTo("gold");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(server.guest().get(path + "?lang=ja").text("/name")).isEqualTo("真鍮のペン");
        assertThat(server.guest().with("Accept-Language", "ja").get(path).text("/description"))
                .isEqualTo("重い。");
    }

    @Test
    void repeatChangesNothing() {
        var first = server.operator().put(path, PEN);

        var second = server.operator().put(path, PEN);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void onlyTheVersionThatWasReadIsReplaced() {
        server.operator().put(path, PEN);
        var tag = server.guest().get(path).header("ETag");

        var replaced =
                server.operator().with("If-Match", tag).put(path, Samples.product("New", "13"));
        var late = server.operator().with("If-Match", tag).put(path, Samples.product("Late", "14"));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.problem()).isEqualTo("precondition-failed");
        assertThat(server.guest().get(path).text("/name")).isEqualTo("New");
        assertThat(server.guest().get(path).json().at("/description").isNull()).isTrue();
    }

    @Test
    void replacementWhoseAnswerWasLostIsToldSo() {
        server.operator().put(path, PEN);
        var tag = server.guest().get(path).header("ETag");
        var change = Samples.product("New", "13");
        var replaced = server.operator().with("If-Match", tag).put(path, change);

        var repeat = server.operator().with("If-Match", tag).put(path, change);

        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.header("ETag")).isEqualTo(replaced.header("ETag"));
    }

    @Test
    void existingProductIsNotCreatedAgainOnDemand() {
        server.operator().put(path, PEN);

        var again = server.operator().with("If-None-Match", "*").put(path, PEN);

        assertThat(again.status()).isEqualTo(412);
    }

    @Test
    void removedProductIsGoneAndMayComeBackWithALaterRevision() {
        var created = server.operator().put(path, PEN);

        var stale = server.operator().with("If-Match", "\"99\"").delete(path);
        var removed = server.operator().delete(path);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(removed.status()).isEqualTo(204);
        assertThat(server.guest().get(path).status()).isEqualTo(404);
        var back = server.operator().put(path, PEN);
        assertThat(back.status()).isEqualTo(201);
        assertThat(created.header("ETag")).startsWith("\"1-");
        assertThat(back.header("ETag")).startsWith("\"3-");
    }

    @Test
    void removalWhoseAnswerWasLostIsToldSo() {
        var tag = server.operator().put(path, PEN).header("ETag");
        server.operator().with("If-Match", tag).delete(path);

        var repeat = server.operator().with("If-Match", tag).delete(path);
        var without = server.operator().delete(path);
        var other = server.operator().with("If-Match", "\"99\"").delete(path);

        assertThat(repeat.status()).isEqualTo(204);
        assertThat(without.status()).isEqualTo(204);
        assertThat(other.status()).isEqualTo(404);
    }

    @Test
    void productThatNeverWasIsNotRemoved() {
        var answer = server.operator().delete(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("product-not-found");
    }

    @Test
    void unchangedAnswerIsNotSentAgain() {
        server.operator().put(path, PEN);
        var tag = server.guest().get(path).header("ETag");

        assertThat(server.guest().with("If-None-Match", tag).get(path).status()).isEqualTo(304);
        assertThat(server.guest().with("If-None-Match", tag).get(path + "?lang=ja").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"price\":{\"amount\":\"1\",\"currency\":\"USD\"}} | /name",
                "{\"name\":{},\"price\":{\"amount\":\"1\",\"currency\":\"USD\"}} |"
                        + " /name/givenInSomeLanguage",
                "{\"name\":{\"en\":\" \"},\"price\":{\"amount\":\"1\",\"currency\":\"USD\"}} |"
                        + " /name/en",
                "{\"name\":{\"en\":\"a\"}} | /price",
                "{\"name\":{\"en\":\"a\"},\"price\":{\"amount\":\"-1\",\"currency\":\"USD\"}} |"
                        + " /price/amount",
                "{\"name\":{\"en\":\"a\"},\"price\":{\"amount\":\"1\",\"currency\":\"usd\"}} |"
                        + " /price/currency",
                "{\"name\":{\"en\":\"a\"},\"price\":{\"amount\":\"0.5\",\"currency\":\"JPY\"}} |"
                        + " /price/amountOfItsCurrency",
                "{\"name\":{\"en\":\"a\"},\"price\":{\"amount\":\"1\",\"currency\":\"USD\"},"
                        + "\"category\":[\"a/b\"]} | /category/0",
            })
    void badFieldIsNamed(String body, String pointer) {
        var answer = server.operator().put(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.texts("/errors", "pointer")).as(answer.body()).contains(pointer);
    }

    @Test
    void badSkuIsRefused() {
        assertThat(server.operator().put("/api/products/-x", PEN).status()).isEqualTo(400);
        assertThat(server.operator().put("/api/products/suggest", PEN).status()).isEqualTo(400);
    }

    @Test
    void stockIsShownByLocation() {
        var sku = Samples.sold(server, "1");
        server.transactionService().stock(sku, 12);

        var answer = server.guest().get("/api/products/" + sku);

        assertThat(answer.text("/availability/0/location")).isEqualTo("tokyo");
        assertThat(answer.json().at("/availability/0/available").asInt()).isEqualTo(10);
        assertThat(answer.json().at("/availability/0").size()).isEqualTo(2);
        assertThat(answer.json().at("/availabilityKnown").asBoolean()).isTrue();
    }

    @Test
    void stockIsShownThoughAKeptConnectionHadBeenClosed() {
        var sku = Samples.sold(server, "1");
        server.guest().get("/api/products/" + sku);
        server.transactionService().is(Mood.LEAVING);

        var answer = server.guest().get("/api/products/" + sku);

        assertThat(answer.json().at("/availabilityKnown").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SILENT", "REFUSING"})
    void productIsAnsweredInTimeWithoutStock(Mood mood) {
        var sku = Samples.sold(server, "1");
        server.transactionService().is(mood);

        var start = Instant.now();
        var answer = server.guest().get("/api/products/" + sku);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/availability").isEmpty()).isTrue();
        assertThat(answer.json().at("/availabilityKnown").asBoolean(true)).isFalse();
        assertThat(Duration.between(start, Instant.now()))
                .isLessThan(FakeTransactionService.SILENCE);
    }

    @ParameterizedTest
    @CsvSource({"PUT", "DELETE"})
    void onlyOperatorsChangeTheCatalogue(String method) {
        var body = method.equals("PUT") ? PEN : "";

        assertThat(server.guest().send(method, path, body).status()).isEqualTo(401);
        assertThat(server.as("sam", Role.SHOPPER).send(method, path, body).status()).isEqualTo(403);
        assertThat(server.as("lea", Role.LOG_SENDER).send(method, path, body).status())
                .isEqualTo(403);
    }
}
