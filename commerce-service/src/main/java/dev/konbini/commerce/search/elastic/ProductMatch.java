package dev.konbini.commerce.search.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.search.ProductQuery;
import dev.konbini.commerce.search.ProductQuery.PriceRange;
import java.util.ArrayList;
import java.util.List;

/// Says which products fit words and a price, and how well.
///
/// Each part of the text must be found in some field; names weigh more than descriptions, the
/// language asked for more than the other. The facets' filters come after it, see [FacetFilters].
final class ProductMatch {

    private ProductMatch() {}

    static Query of(ProductQuery query) {
        var match = new BoolQuery.Builder();
        var text = query.text();
        if (text != null) {
            addText(match, text, query.language());
        }
        if (!query.price().isOpen()) {
            match.filter(price(query.price()));
        }
        return match.build()._toQuery();
    }

    private static void addText(BoolQuery.Builder match, String text, Language language) {
        var phrases = SearchText.phrases(text);
        if (phrases.isEmpty()) {
            // Nothing but punctuation: it stands in no product.
            match.must(none -> none.matchNone(all -> all));
            return;
        }
        for (var phrase : phrases) {
            match.must(part ->
                    part.bool(either ->
                            either.should(anyPhrase(phrase.forms(), fields(language)))
                                    .should(sku(phrase.typed()))
                                    .minimumShouldMatch("1")));
        }
        var forms = SearchText.forms(text);
        for (var each : Language.values()) {
            match.should(wholeName(forms, each));
        }
        if (phrases.size() > 1) {
            match.should(anyPhrase(forms, List.of("name." + language.code() + "^3")));
        }
    }

    private static Query anyPhrase(List<String> phrases, List<String> fields) {
        return Query.of(query ->
                query.disMax(any ->
                        any.queries(phrases.stream().map(each -> phrase(each, fields)).toList())));
    }

    private static Query phrase(String phrase, List<String> fields) {
        return Query.of(query ->
                query.multiMatch(match ->
                        match.query(phrase)
                                .type(TextQueryType.Phrase)
                                .fields(fields)
                                .tieBreaker(0.2)));
    }

    /// A product that is called just so comes before those that are called so among other things.
    /// In an index of 0.1.0, which knows no whole names, it finds nothing.
    private static Query wholeName(List<String> forms, Language language) {
        return Query.of(query ->
                query.terms(any ->
                        any.field("name." + language.code() + ".whole")
                                .terms(names ->
                                        names.value(forms.stream().map(FieldValue::of).toList()))
                                .boost(10f)));
    }

    /// A whole SKU, however its letters were typed, finds its product before all others.
    private static Query sku(String typed) {
        return Query.of(query ->
                query.term(
                        term -> term.field("sku").value(typed).caseInsensitive(true).boost(20f)));
    }

    private static List<String> fields(Language language) {
        var fields = new ArrayList<String>();
        for (var each : Language.values()) {
            var asked = each == language;
            fields.add("name.%s^%s".formatted(each.code(), asked ? 5 : 2));
            fields.add("description.%s^%s".formatted(each.code(), asked ? 1 : 0.5));
        }
        fields.add("words^2");
        return fields;
    }

    private static Query price(PriceRange range) {
        return Query.of(query ->
                query.range(any ->
                        any.number(price -> {
                            price.field("price");
                            if (range.min() != null) {
                                price.gte(range.min().doubleValue());
                            }
                            if (range.max() != null) {
                                price.lte(range.max().doubleValue());
                            }
                            return price;
                        })));
    }
}
