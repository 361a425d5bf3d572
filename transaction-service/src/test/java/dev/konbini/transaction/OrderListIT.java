package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.Role;
import dev.konbini.web.page.Cursor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderListIT extends RunningService {

    private final String shopper = bearer(UUID.randomUUID().toString(), Role.SHOPPER);

    @Test
    void pagesThroughAShoppersOwnOrdersLatestFirst() {
        var sku = stocked(10);
        var placed = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var offer = OFFERS.offer(sku, 1);
            place(offer, "tok_visa", "Authorization", shopper);
            placed.addFirst(offer.id());
        }
        place(OFFERS.offer(sku, 1), "tok_visa");

        var first = list("size=2");
        var second = list("size=2&after=" + first.at("/next"));
        var third = list("size=2&after=" + second.at("/next"));

        assertThat(ids(first)).isEqualTo(placed.subList(0, 2));
        assertThat(ids(second)).isEqualTo(placed.subList(2, 4));
        assertThat(ids(third)).isEqualTo(placed.subList(4, 5));
        assertThat(third.json().at("/next").isNull()).isTrue();
    }

    @Test
    void filtersByStatusAndTime() {
        var sku = stocked(1);
        var before = Instant.now();
        var confirmed = OFFERS.offer(sku, 1);
        place(confirmed, "tok_visa", "Authorization", shopper);
        var rejected = OFFERS.offer(sku, 1);
        place(rejected, "tok_visa", "Authorization", shopper);
        var after = Instant.now().plusSeconds(1);

        assertThat(ids(list("status=confirmed"))).containsExactly(confirmed.id());
        assertThat(ids(list("status=rejected"))).containsExactly(rejected.id());
        assertThat(ids(list("status=pending"))).isEmpty();
        assertThat(ids(list("from=" + before.minusMillis(1) + "&to=" + after))).hasSize(2);
        assertThat(ids(list("from=" + after))).isEmpty();
        assertThat(ids(list("to=" + before.minusSeconds(1)))).isEmpty();
        assertThat(list("status=rejected").at("/items/0/rejection/missing/0")).isEqualTo(sku);
    }

    @Test
    void showsAnOperatorOrdersOfAll() {
        var offer = OFFERS.offer(stocked(1), 1);
        place(offer, "tok_visa", "Authorization", shopper);

        var page = http.get("/api/orders?size=100", "Authorization", OPERATOR);

        assertThat(ids(page)).contains(offer.id());
    }

    @ParameterizedTest
    @CsvSource({
        "status=lost,status,invalid-request",
        "from=yesterday,from,invalid-request",
        "from=%2B1000000000-12-31T23:59:59Z,from,invalid-request",
        "to=-1000000000-01-01T00:00:00Z,to,invalid-request",
        "to=tomorrow,to,invalid-request",
        "size=0,size,invalid-request",
        "size=101,size,invalid-request",
        "size=many,size,invalid-request",
        "after=nonsense,'',invalid-cursor",
        "after=YQ,'',invalid-cursor"
    })
    void refusesFiltersItDoesNotKnow(String query, String parameter, String problem) {
        var answer = list(query);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.at("/errors/0/parameter")).isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"then", "+1000000000-12-31T23:59:59Z"})
    void refusesACursorThatNamesNoTime(String time) {
        var cursor = Cursor.of(time, "there");

        var answer = list("after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));

        assertThat(answer.problem()).isEqualTo("invalid-cursor");
    }

    private Http.Answer list(String query) {
        return http.get("/api/orders?" + query, "Authorization", shopper);
    }

    private static List<String> ids(Http.Answer page) {
        return page.json()
                .at("/items")
                .valueStream()
                .map(order -> order.at("/id").asString())
                .toList();
    }
}
