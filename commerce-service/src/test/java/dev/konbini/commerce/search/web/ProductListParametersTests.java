package dev.konbini.commerce.search.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.commerce.search.ProductQuery;
import dev.konbini.commerce.search.ProductQuery.Place;
import dev.konbini.commerce.search.SortOrder;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;

class ProductListParametersTests {

    @Test
    void nothingAsksForAllBySku() {
        var query = read("");

        assertThat(query.text()).isNull();
        assertThat(query.sort()).isEqualTo(SortOrder.SKU);
        assertThat(query.size()).isEqualTo(20);
        assertThat(query.language()).isEqualTo(Language.EN);
    }

    @Test
    void wordsAreSortedByRelevanceUnlessAskedOtherwise() {
        assertThat(read("q=pen").sort()).isEqualTo(SortOrder.RELEVANCE);
        assertThat(read("q=pen&sort=-price").sort()).isEqualTo(SortOrder.PRICE_DESCENDING);
        assertThat(read("sort=relevance").sort()).isEqualTo(SortOrder.SKU);
    }

    @Test
    void filtersMayHaveSeveralValues() {
        var query =
                read("brand=A&brand=B&category=Pens&attr.colour=red&attr.colour=blue&price=10..");

        assertThat(query.brands()).containsExactly("A", "B");
        assertThat(query.categories()).containsExactly("Pens");
        assertThat(query.attributes()).containsEntry("colour", List.of("red", "blue"));
        assertThat(query.price())
                .isEqualTo(new ProductQuery.PriceRange(new BigDecimal("10"), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"near=35.6,139.7", "within=5", "didYouMean=true", "suggest=p"})
    void whatComesLaterIsRefusedByName(String parameter) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(parameter))
                .withMessageContaining(parameter.substring(0, parameter.indexOf('=')))
                .extracting(ProblemException::type)
                .isEqualTo(CommerceProblem.PARAMETER_NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=0",
                "size=101",
                "size=x",
                "lang=fr",
                "sort=newest",
                "price=..",
                "price=5",
                "price=a..b",
                "price=1..2..3",
                "price=-1..2",
                "attr.=x",
                "attr.a.b=x"
            })
    void badParameterIsRefused(String parameter) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(parameter))
                .extracting(ProblemException::type)
                .isEqualTo(RequestProblem.INVALID_REQUEST);
    }

    @Test
    void cursorLeadsOnInItsOwnOrderOnly() {
        var place = new Place("12.5", new Sku("KB-1"));
        var cursor = ProductListParameters.cursor(read("sort=price"), place);

        assertThat(read("sort=price&after=" + cursor).after()).isEqualTo(place);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("sort=-price&after=" + cursor))
                .extracting(ProblemException::type)
                .isEqualTo(RequestProblem.INVALID_CURSOR);
    }

    private static ProductQuery read(String query) {
        var parameters = UriComponentsBuilder.fromUriString("/?" + query).build().getQueryParams();
        return ProductListParameters.read(parameters, null);
    }
}
