package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.konbini.transaction.idempotency.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockIT extends RunningService {

    @Test
    void putsStockOnceHoweverOften() {
        var sku = sku();

        var created = put(sku, 7);
        var repeated = put(sku, 7);
        var changed = put(sku, 9);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/stock/" + sku + "/tokyo");
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(changed.body())
                .isEqualTo("{\"location\":\"tokyo\",\"onHand\":9,\"reserved\":0,\"available\":9}");
    }

    @Test
    void showsWhatIsOnHandReservedAndAvailable() {
        var sku = stocked(7);
        stock(sku, "osaka", 1);
        place(OFFERS.offer(sku, 3), "tok_visa");

        var answer = http.get("/api/stock/" + sku);

        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"sku":"%s","locations":[\
                        {"location":"osaka","onHand":1,"reserved":0,"available":1},\
                        {"location":"tokyo","onHand":7,"reserved":3,"available":4}]}\
                        """
                                .formatted(sku));
        assertThat(http.get("/api/stock/" + sku, "If-None-Match", answer.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void readsManyProductsAtOnce() {
        var sku = stocked(7);
        var unknown = sku();

        var page = http.get("/api/stock?sku=" + sku + "&sku=" + unknown);

        assertThat(page.at("/items/0/sku")).isEqualTo(sku);
        assertThat(page.at("/items/0/locations/0/available")).isEqualTo("7");
        assertThat(page.at("/items/1/sku")).isEqualTo(unknown);
        assertThat(page.json().at("/items/1/locations")).isEmpty();
        assertThat(page.json().at("/next").isNull()).isTrue();
    }

    @Test
    void boundsHowManyProductsAreReadAtOnce() {
        var query =
                IntStream.range(0, 101)
                        .mapToObj(i -> "sku=KB-" + i)
                        .collect(Collectors.joining("&"));

        assertThat(http.get("/api/stock?" + query).status()).isEqualTo(400);
        assertThat(http.get("/api/stock").at("/errors/0/parameter")).isEqualTo("sku");
    }

    @Test
    void changesOnlyWhatTheCallerSaw() {
        var sku = sku();
        var created = put(sku, 7, "If-None-Match", "*");

        var again = put(sku, 7, "If-None-Match", "*");
        var seen = put(sku, 8, "If-Match", created.header("ETag"));
        var stale = put(sku, 9, "If-Match", created.header("ETag"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(412);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("stock-changed");
        assertThat(http.get("/api/stock/" + sku + "/tokyo").header("ETag"))
                .isEqualTo(seen.header("ETag"));
    }

    @Test
    void tellsOfAChangeWhoseAnswerWasLost() {
        var sku = sku();
        var created = put(sku, 7);
        var changed = put(sku, 8, "If-Match", created.header("ETag"));

        var repeat = put(sku, 8, "If-Match", created.header("ETag"));

        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.body()).isEqualTo(changed.body());
        assertThat(repeat.header("ETag")).isEqualTo(changed.header("ETag"));
    }

    @Test
    void adjustsUnderTheSameKeyWhatCouldNotBeAdjustedBefore() {
        var sku = sku();

        var unknown = adjust(sku, -1, "sold");
        stock(sku, "tokyo", 0);
        var tooFew = adjust(sku, -1, "sold");
        stock(sku, "tokyo", 5);
        var adjusted = adjust(sku, -1, "sold");
        var repeat = adjust(sku, -1, "sold");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(tooFew.status()).isEqualTo(409);
        assertThat(adjusted.at("/onHand")).isEqualTo("4");
        assertThat(repeat.body()).isEqualTo(adjusted.body());
    }

    @Test
    void keepsWhatIsReserved() {
        var sku = stocked(5);
        place(OFFERS.offer(sku, 3), "tok_visa");

        var tooFew = put(sku, 2);
        var adjusted = adjust(sku, -3, UUID.randomUUID().toString());
        var exactly = put(sku, 3);

        assertThat(tooFew.status()).isEqualTo(409);
        assertThat(tooFew.problem()).isEqualTo("stock-reserved");
        assertThat(adjusted.status()).isEqualTo(409);
        assertThat(exactly.at("/available")).isEqualTo("0");
    }

    @Test
    void adjustsWhatIsOnHand() {
        var sku = stocked(5);
        var eTag = http.get("/api/stock/" + sku + "/tokyo").header("ETag");

        var more = adjust(sku, 3, UUID.randomUUID().toString());
        var stale = adjustIfMatch(sku, 1, eTag);
        var less = adjustIfMatch(sku, -2, more.header("ETag"));

        assertThat(more.at("/onHand")).isEqualTo("8");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(less.at("/onHand")).isEqualTo("6");
    }

    @Test
    void adjustsOnlyWhatIsThereAndNamed() {
        var sku = stocked(5);

        var unnamed =
                http.post(
                        "/api/stock/" + sku + "/tokyo/adjust",
                        Map.of("by", 1),
                        "Authorization",
                        OPERATOR);
        var unknown = adjust(sku(), 1, "k");
        var tooMany = adjust(sku, 1_000_000_000, UUID.randomUUID().toString());

        assertThat(unnamed.status()).isEqualTo(428);
        assertThat(unnamed.problem()).isEqualTo("precondition-missing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.at("/errors/0/pointer")).isEqualTo("/by");
        assertThat(available(sku)).isEqualTo(5);
    }

    @Test
    void losesNoneOfManyAdjustmentsAtOnce() throws InterruptedException {
        var sku = stocked(100);

        Http.atOnce(
                IntStream.range(0, 30)
                        .<Callable<Http.Answer>>mapToObj(
                                _ -> () -> adjust(sku, -2, UUID.randomUUID().toString()))
                        .toList());

        assertThat(available(sku)).isEqualTo(40);
    }

    @Test
    void adjustsOnceWhereTheFirstAnswerWasNotKept() {
        var sku = stocked(5);
        var first = adjust(sku, 3, "restock");
        answerLost(sku, "restock");

        var repeat = adjust(sku, 3, "restock");

        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(available(sku)).isEqualTo(8);
    }

    @Test
    void adjustsAnewWhenAKeyIsUsedAgainAfterItWasForgotten() {
        var sku = stocked(5);
        adjust(sku, 3, "restock");
        forgotten(sku, "restock");

        var nextWeek = adjust(sku, 4, "restock");
        answerLost(sku, "restock");
        var repeat = adjust(sku, 4, "restock");

        assertThat(nextWeek.at("/onHand")).isEqualTo("12");
        assertThat(repeat.at("/onHand")).isEqualTo("12");
        assertThat(available(sku)).isEqualTo(12);
    }

    @Test
    void adjustmentThatAReplicaOfAnEarlierVersionMadeIsNotMadeTwice() {
        var sku = stocked(5);
        adjust(sku, 3, "restock");
        answerLost(sku, "restock");
        // As versions before 0.3.0 remember it.
        rememberedAs(sku, List.of(nameHash(sku, "restock")));

        var repeat = adjust(sku, 3, "restock");
        forgotten(sku, "restock");
        var nextWeek = adjust(sku, 3, "restock");

        assertThat(repeat.at("/onHand")).isEqualTo("8");
        assertThat(nextWeek.at("/onHand")).isEqualTo("11");
    }

    @Test
    void adjustmentIsKnownToAReplicaOfAnEarlierVersion() {
        var sku = stocked(5);

        adjust(sku, 3, "restock");

        assertThat(
                        database.getCollection("stock")
                                .countDocuments(
                                        Filters.and(
                                                Filters.eq(sku + "/tokyo"),
                                                Filters.eq(
                                                        "adjustments", nameHash(sku, "restock")))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/stock/KB%20/tokyo,1,sku",
        "/api/stock/KB-1/new%20york,1,location",
        "/api/stock/KB-1/tokyo,-1,",
        "/api/stock/KB-1/tokyo,1000000001,"
    })
    void refusesNamesAndNumbersOutOfBounds(String path, long onHand, String parameter) {
        var answer = http.put(path, Map.of("onHand", onHand), "Authorization", OPERATOR);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        if (parameter == null) {
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/onHand");
        } else {
            assertThat(answer.at("/errors/0/parameter")).isEqualTo(parameter);
        }
    }

    @ParameterizedTest
    @CsvSource({"If-Match,W/\"1\"", "If-None-Match,\"1\""})
    void refusesConditionsItCannotKeep(String header, String value) {
        assertThat(put(stocked(1), 2, header, value).status()).isEqualTo(400);
    }

    @Test
    void changesWhateverVersionIsThere() {
        var sku = stocked(5);

        var changed = put(sku, 6, "If-Match", "*");
        var missing = put(sku(), 6, "If-Match", "*");
        var unsafe = adjustIfMatch(sku, 1, "*");

        assertThat(changed.at("/onHand")).isEqualTo("6");
        assertThat(missing.status()).isEqualTo(412);
        assertThat(unsafe.status()).isEqualTo(428);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"onHand\":1.9}", "{\"onHand\":\"7\"}", "{\"onHand\":5,\"onHand\":8}"})
    void storesNothingThatWasNotWritten(String body) {
        var sku = sku();

        var answer = http.put("/api/stock/" + sku + "/tokyo", body, "Authorization", OPERATOR);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(http.get("/api/stock/" + sku).status()).isEqualTo(404);
    }

    private Http.Answer put(String sku, int onHand, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Authorization";
        all[1] = OPERATOR;
        return http.put("/api/stock/" + sku + "/tokyo", Map.of("onHand", onHand), all);
    }

    private Http.Answer adjust(String sku, int by, String key) {
        return http.post(
                "/api/stock/" + sku + "/tokyo/adjust",
                Map.of("by", by),
                "Authorization",
                OPERATOR,
                "Idempotency-Key",
                key);
    }

    private void answerLost(String sku, String key) {
        database.getCollection("firstAnswers")
                .updateOne(Filters.eq(nameHash(sku, key)), Updates.unset("answer"));
    }

    /// As MongoDB does a day later.
    private void forgotten(String sku, String key) {
        database.getCollection("firstAnswers").deleteOne(Filters.eq(nameHash(sku, key)));
    }

    private void rememberedAs(String sku, List<String> names) {
        database.getCollection("stock")
                .updateOne(Filters.eq(sku + "/tokyo"), Updates.set("adjustments", names));
    }

    private static String nameHash(String sku, String key) {
        return Fingerprint.of("subject olga", "POST /api/stock/" + sku + "/tokyo/adjust", key);
    }

    private Http.Answer adjustIfMatch(String sku, int by, String eTag) {
        return http.post(
                "/api/stock/" + sku + "/tokyo/adjust",
                Map.of("by", by),
                "Authorization",
                OPERATOR,
                "If-Match",
                eTag);
    }
}
