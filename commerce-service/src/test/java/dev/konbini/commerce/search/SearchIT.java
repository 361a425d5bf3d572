package dev.konbini.commerce.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.konbini.commerce.Api;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Samples;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIT {

    private static CommerceServer server;

    private static Api guest;

    @BeforeAll
    static void shop() throws IOException {
        server = new CommerceServer();
        guest = server.guest();
        put(
                "P-1",
                "Brass Pencil",
                "真鍮の鉛筆",
                "[\"Stationery\",\"Pencils\"]",
                "Hinode",
                "12.50",
                "gold");
        put(
                "P-2",
                "Ballpoint Pen",
                "ボールペン",
                "[\"Stationery\",\"Pens\"]",
                "Hinode",
                "3.00",
                "black");
        put("P-3", "Fountain Pen", "万年筆", "[\"Stationery\",\"Pens\"]", "Kawa", "80.00", "black");
        put("P-4", "Pencil Case", "筆箱", "[\"Stationery\",\"Cases\"]", "Kawa", "9.99", "red");
        put("P-5", "Tea Cup", "湯のみ", "[\"Kitchen\"]", "Mori", "15.00", "red");
        put("P-6", "Rice Bowl", "ご飯茶碗", "[\"Kitchen\"]", "Mori", "15.00", "blue");
        Samples.indexed(server);
    }

    @AfterAll
    static void closed() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "pencil, en, P-1 P-4",
        "PENCILS, en, P-1 P-4",
        "pen, en, P-2 P-3",
        "brass pencil, en, P-1",
        "pencil brass, en, P-1",
        "kawa pen, en, P-3",
        "black pens, en, P-2 P-3",
        "p-5, en, P-5",
        "P-5, ja, P-5",
        "ペン, ja, P-2",
        "ﾍﾟﾝ, ja, P-2",
        "ボールペン, ja, P-2",
        "鉛筆, ja, P-1",
        "筆, ja, P-1 P-3 P-4",
        "万年筆, en, P-3",
        "茶碗, ja, P-6",
        "筆年万, ja, ''",
        "unicorn, en, ''",
        "!!!, en, ''"
    })
    void wordsFind(String words, String language, String skus) {
        var answer = guest.get("/api/products?lang=%s&q=%s".formatted(language, encoded(words)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(String.join(" ", answer.texts("/items", "sku").stream().sorted().toList()))
                .isEqualTo(skus);
        assertThat(answer.json().at("/total").asInt())
                .isEqualTo(skus.isEmpty() ? 0 : skus.split(" ", -1).length);
    }

    @Test
    void answerIsInTheLanguageAskedFor() {
        var answer = guest.get("/api/products?lang=ja&q=" + encoded("万年筆"));

        assertThat(answer.text("/items/0/name")).isEqualTo("万年筆");
        assertThat(answer.text("/items/0/price/amount")).isEqualTo("80.00");
        assertThat(answer.header("Content-Language")).isEqualTo("ja");
    }

    @Test
    void nameWeighsMoreThanDescription() {
        // A word weighs less in a long text: were fields alike, the description would come first.
        put(
                "P-7",
                "Desk and shelf stand of paper lantern shape",
                "スタンド",
                "[\"Kitchen\"]",
                "Mori",
                "1.00",
                "red");
        putProduct(
                "P-8",
                """
                {"name":{"en":"Bowl stand"},"description":{"en":"Lantern"},
                 "price":{"amount":"1","currency":"USD"}}\
                """);
        Samples.indexed(server);

        var answer = guest.get("/api/products?q=lantern");

        assertThat(answer.texts("/items", "sku")).containsExactly("P-7", "P-8");
        remove("P-7", "P-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lunch box", "lunch boxes", "Lunch-Boxes", "BOXES", "box"})
    void singularAndPluralInEsFindOneAnother(String words) {
        put("P-7", "Lunch Box", "弁当箱", "[\"Kitchen\"]", "Mori", "1.00", "red");
        put("P-8", "Lunch boxes", "弁当箱", "[\"Kitchen\"]", "Mori", "1.00", "red");
        Samples.indexed(server);

        var answer = guest.get("/api/products?q=" + encoded(words));

        assertThat(answer.texts("/items", "sku")).containsExactlyInAnyOrder("P-7", "P-8");
        remove("P-7", "P-8");
    }

    @Test
    void productThatIsCalledJustSoComesFirst() {
        put("P-8", "Lamp lamp", "ランプ", "[\"Lamp\"]", "Lamp", "1.00", "red");
        put("P-9", "Lamp", "ランプ", "[\"Kitchen\"]", "Mori", "1.00", "red");
        Samples.indexed(server);

        var answer = guest.get("/api/products?q=lamps");

        assertThat(answer.texts("/items", "sku")).startsWith("P-9", "P-8");
        remove("P-8", "P-9");
    }

    @ParameterizedTest
    @CsvSource({
        "category=Kitchen, P-5 P-6",
        "category=Pens, P-2 P-3",
        "category=Stationery/Pens, P-2 P-3",
        "category=Stationery&brand=Kawa, P-3 P-4",
        "brand=Kawa&brand=Mori, P-3 P-4 P-5 P-6",
        "attr.colour=red, P-4 P-5",
        "attr.colour=red&attr.colour=blue, P-4 P-5 P-6",
        "attr.colour=red&attr.size=x, ''",
        "price=10..15, P-1 P-5 P-6",
        "price=..9.99, P-2 P-4",
        "price=80.., P-3",
        "q=pen&price=..10, P-2",
        "brand=none, ''"
    })
    void filtersNarrow(String query, String skus) {
        var answer = guest.get("/api/products?" + query);

        assertThat(String.join(" ", answer.texts("/items", "sku"))).isEqualTo(skus);
    }

    @Test
    void facetsCountWhatTheOtherFiltersLeave() {
        var answer = guest.get("/api/products?category=Stationery&brand=Hinode");

        assertThat(facet(answer, "/facets/brand")).containsExactly("Hinode=2", "Kawa=2");
        assertThat(facet(answer, "/facets/category"))
                .contains("Stationery=2", "Stationery/Pens=1", "Stationery/Pencils=1");
        assertThat(facet(answer, "/facets/attributes/colour"))
                .containsExactlyInAnyOrder("gold=1", "black=1");
        assertThat(answer.json().at("/total").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/degraded").asBoolean(true)).isFalse();
    }

    @Test
    void chosenAttributeKeepsItsOtherValues() {
        var answer = guest.get("/api/products?category=Kitchen&attr.colour=red");

        assertThat(answer.texts("/items", "sku")).containsExactly("P-5");
        assertThat(facet(answer, "/facets/attributes/colour"))
                .containsExactlyInAnyOrder("red=1", "blue=1");
        assertThat(facet(answer, "/facets/brand")).containsExactly("Mori=1");
    }

    @ParameterizedTest
    @CsvSource({
        "sku, P-1 P-2 P-3 P-4 P-5 P-6",
        "price, P-2 P-4 P-1 P-5 P-6 P-3",
        "-price, P-3 P-5 P-6 P-1 P-4 P-2",
        "name, P-2 P-1 P-3 P-4 P-6 P-5",
        "-name, P-5 P-6 P-4 P-3 P-1 P-2"
    })
    void pagesFollowEachOrderWithoutRepeat(String sort, String skus) {
        assertThat(String.join(" ", pages("sort=" + sort + "&size=2"))).isEqualTo(skus);
    }

    @Test
    void pagesByRelevanceHaveNoRepeatWhileTheIndexStays() throws IOException {
        // Scores change while Elasticsearch lets go of products that were removed.
        var indices = server.bean(ElasticsearchClient.class).indices();
        var products = server.indicesPrefix() + "products";
        indices.forcemerge(merge -> merge.index(products).maxNumSegments(1L));
        indices.refresh(refresh -> refresh.index(products));

        // The first four fit alike.
        assertThat(pages("q=stationery&size=1"))
                .containsExactlyInAnyOrder("P-1", "P-2", "P-3", "P-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"near=35,139", "within=5", "didYouMean=1", "suggest=p"})
    void whatComesLaterIsRefusedByName(String query) {
        var answer = guest.get("/api/products?q=pen&" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("parameter-not-supported");
        assertThat(answer.text("/errors/0/parameter")).isEqualTo(query.split("=", 2)[0]);
    }

    @Test
    void badParametersAreAllNamed() {
        var answer = guest.get("/api/products?size=0&sort=x&price=5");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.texts("/errors", "parameter"))
                .containsExactlyInAnyOrder("size", "sort", "price");
    }

    @Test
    void foreignCursorIsRefused() {
        var ofPrices = guest.get("/api/products?sort=price&size=1").text("/next");

        assertThat(guest.get("/api/products?after=" + ofPrices).problem())
                .isEqualTo("invalid-cursor");
        assertThat(guest.get("/api/products?after=x!").problem()).isEqualTo("invalid-cursor");
    }

    @Test
    void stockIsAskedForOncePerPage() {
        server.transactionService().stock("P-5", 9);
        server.transactionService().queries().clear();

        var answer = guest.get("/api/products?category=Kitchen");

        assertThat(server.transactionService().queries()).containsExactly("sku=P-5&sku=P-6");

        assertThat(answer.json().at("/items/0/availability/0/available").asInt()).isEqualTo(7);
        assertThat(answer.json().at("/items/1/availabilityKnown").asBoolean()).isTrue();
    }

    private static List<String> pages(String query) {
        var skus = new ArrayList<String>();
        var after = "";
        do {
            var page = guest.get("/api/products?%s&after=%s".formatted(query, after));
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            skus.addAll(page.texts("/items", "sku"));
            after = page.text("/next");
        } while (!after.isEmpty());
        return skus;
    }

    private static List<String> facet(Api.Answer answer, String pointer) {
        return answer.json()
                .at(pointer)
                .valueStream()
                .map(each -> each.path("value").asString() + "=" + each.path("count").asInt())
                .collect(Collectors.toList());
    }

    private static void put(
            String sku,
            String english,
            String japanese,
            String category,
            String brand,
            String amount,
            String colour) {
        var body =
                """
                {"name":{"en":"%s","ja":"%s"},"description":{"en":"Made by %s."},"category":%s,
                 "brand":"%s","price":{"amount":"%s","currency":"USD"},"attributes":{"colour":"%s"}}\
                """
                        .formatted(english, japanese, brand, category, brand, amount, colour);
        putProduct(sku, body);
    }

    private static void putProduct(String sku, String body) {
        var answer = server.operator().put("/api/products/" + sku, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static void remove(String... skus) {
        for (var sku : skus) {
            server.operator().delete("/api/products/" + sku);
        }
        Samples.indexed(server);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
