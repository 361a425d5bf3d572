package dev.konbini.commerce.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.commerce.Api;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.SharedServer;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServer.class)
class CartIT {

    private final CommerceServer server;
    private final Api guest;
    private final String cart;

    CartIT(CommerceServer server) {
        this.server = server;
        this.guest = server.guest();
        this.cart = guest.post("/api/carts", "").header("Location");
    }

    @Test
    void newCartIsEmpty() {
        var answer = guest.post("/api/carts", "{}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/id")).hasSize(36);
        assertThat(answer.json().at("/lines").isEmpty()).isTrue();
        assertThat(answer.text("/total/amount")).isEqualTo("0.00");
        assertThat(answer.text("/total/currency")).isEqualTo("USD");
    }

    @Test
    void linesArePricedNow() {
        var pen = Samples.sold(server, "12.50");
        var ink = Samples.sold(server, "0.10");
        put(pen, 2);
        var before = put(ink, 3);

        server.operator().put("/api/products/" + pen, Samples.product("Pen", "13"));
        var after = guest.get(cart);

        assertThat(before.text("/total/amount")).isEqualTo("25.30");
        assertThat(before.texts("/lines", "sku")).containsExactly(pen, ink);
        assertThat(after.text("/lines/0/unitPrice/amount")).isEqualTo("13.00");
        assertThat(after.text("/lines/0/total/amount")).isEqualTo("26.00");
        assertThat(after.text("/total/amount")).isEqualTo("26.30");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
    }

    @Test
    void puttingALineAgainSetsItsQuantity() {
        var pen = Samples.sold(server, "1");
        put(pen, 2);

        var answer = put(pen, 5);

        assertThat(answer.json().at("/lines").size()).isEqualTo(1);
        assertThat(answer.json().at("/lines/0/quantity").asInt()).isEqualTo(5);
    }

    @Test
    void lineIsTakenOutOnceOrMore() {
        var pen = Samples.sold(server, "1");
        put(pen, 2);

        assertThat(guest.delete(cart + "/lines/" + pen).json().at("/lines").isEmpty()).isTrue();
        assertThat(guest.delete(cart + "/lines/" + pen).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"quantity\":0}",
                "{\"quantity\":1000}",
                "{\"quantity\":\"x\"}",
                "{\"quantity\":\"7\"}",
                "{\"quantity\":1.9}",
                "{}"
            })
    void badQuantityIsNamed(String body) {
        var pen = Samples.sold(server, "1");

        var answer = guest.put(cart + "/lines/" + pen, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/quantity");
    }

    @Test
    void whatCannotBeInACartIsRefusedByName() {
        var pen = Samples.sold(server, "1");
        put(pen, 1);

        var unknown = guest.put(cart + "/lines/NO-SUCH", "{\"quantity\":1}");
        var options = "{\"quantity\":1,\"options\":{\"engraving\":\"A\"}}";
        var configured = guest.put(cart + "/lines/" + pen, options);
        var yen = Samples.sku();
        server.operator()
                .put(
                        "/api/products/" + yen,
                        "{\"name\":{\"ja\":\"筆\"},\"price\":{\"amount\":\"900\",\"currency\":\"JPY\"}}");
        var mixed = put(yen, 1);

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.problem()).isEqualTo("unknown-product");
        assertThat(configured.status()).isEqualTo(422);
        assertThat(configured.problem()).isEqualTo("impossible-configuration");
        assertThat(configured.text("/detail")).contains("has no options");
        assertThat(mixed.status()).isEqualTo(422);
        assertThat(mixed.problem()).isEqualTo("currency-mismatch");
    }

    @Test
    void cartHoldsAHundredLinesAndNoMore() {
        var skus =
                IntStream.rangeClosed(0, Cart.LINES_MAX)
                        .mapToObj(i -> Samples.sold(server, "1"))
                        .toList();
        skus.subList(0, Cart.LINES_MAX)
                .forEach(sku -> assertThat(put(sku, 1).status()).isEqualTo(200));

        var tooMany = put(skus.getLast(), 1);
        var changed = put(skus.getFirst(), 7);

        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.problem()).isEqualTo("too-many-lines");
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void onlyTheVersionThatWasReadIsChanged() {
        var pen = Samples.sold(server, "1");
        var tag = guest.get(cart).header("ETag");

        var first = guest.with("If-Match", tag).put(cart + "/lines/" + pen, "{\"quantity\":1}");
        var late = guest.with("If-Match", tag).put(cart + "/lines/" + pen, "{\"quantity\":2}");
        var removal = guest.with("If-Match", tag).delete(cart + "/lines/" + pen);

        assertThat(first.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(412);
        assertThat(removal.status()).isEqualTo(412);
    }

    @Test
    void changeWhoseAnswerWasLostIsToldSo() {
        var pen = Samples.sold(server, "1");
        var line = cart + "/lines/" + pen;
        var empty = guest.get(cart).header("ETag");

        var put = guest.with("If-Match", empty).put(line, "{\"quantity\":1}");
        var putAgain = guest.with("If-Match", empty).put(line, "{\"quantity\":1}");
        var removed = guest.with("If-Match", put.header("ETag")).delete(line);
        var removedAgain = guest.with("If-Match", put.header("ETag")).delete(line);

        assertThat(putAgain.status()).isEqualTo(200);
        assertThat(putAgain.header("ETag")).isEqualTo(put.header("ETag"));
        assertThat(removedAgain.status()).isEqualTo(200);
        assertThat(removedAgain.header("ETag")).isEqualTo(removed.header("ETag"));
    }

    @Test
    void simultaneousChangesAreAllKept() throws Exception {
        var skus = IntStream.range(0, 16).mapToObj(i -> Samples.sold(server, "1")).toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes =
                    skus.stream().<Callable<Api.Answer>>map(sku -> () -> put(sku, 1)).toList();
            for (var change : threads.invokeAll(changes)) {
                assertThat(change.get().status()).isEqualTo(200);
            }
        }

        assertThat(guest.get(cart).texts("/lines", "sku"))
                .containsExactlyInAnyOrderElementsOf(skus);
    }

    @Test
    void productThatIsNoLongerSoldStaysVisibleWithoutAPrice() {
        var pen = Samples.sold(server, "5");
        var ink = Samples.sold(server, "1");
        put(pen, 1);
        put(ink, 1);

        server.operator().delete("/api/products/" + pen);
        var answer = guest.get(cart);

        assertThat(answer.json().at("/lines/0/sold").asBoolean(true)).isFalse();
        assertThat(answer.json().at("/lines/0/unitPrice").isNull()).isTrue();
        assertThat(answer.text("/total/amount")).isEqualTo("1.00");
    }

    @Test
    void unknownCartIsNotFound() {
        var missing = "/api/carts/019ab0c2-7000-7a10-9c3e-2f7a51d0cafe";

        assertThat(guest.get(missing).problem()).isEqualTo("cart-not-found");
        assertThat(guest.put(missing + "/lines/A", "{\"quantity\":1}").status()).isEqualTo(404);
        assertThat(guest.delete(missing + "/lines/A").status()).isEqualTo(404);
        assertThat(guest.get("/api/carts/%24where").status()).isEqualTo(404);
    }

    @Test
    void namesAreInTheLanguageAskedFor() {
        var sku = Samples.sku();
        server.operator()
                .put(
                        "/api/products/" + sku,
                        "{\"name\":{\"en\":\"Brush\",\"ja\":\"筆\"},\"price\":{\"amount\":\"9\",\"currency\":\"USD\"}}");
        put(sku, 1);

        assertThat(guest.get(cart + "?lang=ja").text("/lines/0/name")).isEqualTo("筆");
        assertThat(guest.get(cart).text("/lines/0/name")).isEqualTo("Brush");
    }

    private Api.Answer put(String sku, int quantity) {
        return guest.put(cart + "/lines/" + sku, "{\"quantity\":%d}".formatted(quantity));
    }
}
