package dev.konbini.commerce.search.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.TermsAggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.konbini.commerce.search.Facets;
import dev.konbini.commerce.search.ProductQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The facets of a query: what they let through, and how many products have which value.
///
/// Each facet is counted under the filters of the others, not under its own.
final class FacetFilters {

    private static final String CATEGORY = "category";
    private static final String BRAND = "brand";
    private static final String ATTRIBUTES = "attributes";
    private static final String ATTRIBUTE = "attribute:";
    private static final String VALUES = "values";

    private static final int VALUES_MAX = 200;
    private static final int ATTRIBUTE_VALUES_MAX = 500;

    /// By facet; an attribute that is not filtered by has none.
    private final Map<String, Query> filters = new LinkedHashMap<>();

    private final Collection<String> attributes;

    FacetFilters(ProductQuery query) {
        this.attributes = query.attributes().keySet();
        if (!query.categories().isEmpty()) {
            filters.put(CATEGORY, anyOf("category", query.categories()));
        }
        if (!query.brands().isEmpty()) {
            filters.put(BRAND, anyOf("brand", query.brands()));
        }
        query.attributes()
                .forEach((name, values) ->
                        filters.put(
                                ATTRIBUTE + name,
                                anyOf(
                                        "attributes",
                                        values.stream()
                                                .map(value ->
                                                        ProductIndexDocument.attribute(name, value))
                                                .toList())));
    }

    /// What products must fit to be listed.
    Query all() {
        return allBut("");
    }

    /// What is to be counted.
    Map<String, Aggregation> aggregations() {
        var aggregations = new LinkedHashMap<String, Aggregation>();
        aggregations.put(CATEGORY, counted(CATEGORY, terms("categoryPath", VALUES_MAX)));
        aggregations.put(BRAND, counted(BRAND, terms("brand", VALUES_MAX)));
        aggregations.put(
                ATTRIBUTES, counted(ATTRIBUTES, terms("attributes", ATTRIBUTE_VALUES_MAX)));
        for (var name : attributes) {
            // Names hold no character that means something in Lucene's regular expressions.
            var terms =
                    TermsAggregation.of(values ->
                            values.field("attributes")
                                    .size(VALUES_MAX)
                                    .include(include -> include.regexp(name + "=.*")));
            aggregations.put(ATTRIBUTE + name, counted(ATTRIBUTE + name, terms._toAggregation()));
        }
        return aggregations;
    }

    /// What was counted.
    Facets facets(Map<String, Aggregate> counted) {
        var byAttribute = new TreeMap<String, List<Facets.Value>>();
        for (var token : values(counted, ATTRIBUTES)) {
            var parts = token.value().split("=", 2);
            if (!attributes.contains(parts[0])) {
                byAttribute
                        .computeIfAbsent(parts[0], name -> new ArrayList<>())
                        .add(new Facets.Value(parts[1], token.count()));
            }
        }
        for (var name : attributes) {
            byAttribute.put(
                    name,
                    values(counted, ATTRIBUTE + name).stream()
                            .map(token ->
                                    new Facets.Value(
                                            token.value().substring(name.length() + 1),
                                            token.count()))
                            .toList());
        }
        return new Facets(values(counted, CATEGORY), values(counted, BRAND), byAttribute);
    }

    private Query allBut(String facet) {
        var others =
                filters.entrySet().stream()
                        .filter(filter -> !filter.getKey().equals(facet))
                        .map(Map.Entry::getValue)
                        .toList();
        return Query.of(query -> query.bool(all -> all.filter(others)));
    }

    private Aggregation counted(String facet, Aggregation terms) {
        return Aggregation.of(aggregation ->
                aggregation.filter(allBut(facet)).aggregations(Map.of(VALUES, terms)));
    }

    private static Aggregation terms(String field, int size) {
        return TermsAggregation.of(terms -> terms.field(field).size(size))._toAggregation();
    }

    private static Query anyOf(String field, Collection<String> values) {
        var wanted = values.stream().map(FieldValue::of).toList();
        return Query.of(
                query -> query.terms(terms -> terms.field(field).terms(any -> any.value(wanted))));
    }

    private static List<Facets.Value> values(Map<String, Aggregate> counted, String facet) {
        var values = Objects.requireNonNull(counted.get(facet)).filter().aggregations().get(VALUES);
        return Objects.requireNonNull(values).sterms().buckets().array().stream()
                .map(bucket -> new Facets.Value(bucket.key().stringValue(), bucket.docCount()))
                .toList();
    }
}
