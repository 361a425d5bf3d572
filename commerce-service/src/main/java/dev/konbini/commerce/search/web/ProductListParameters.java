package dev.konbini.commerce.search.web;

import dev.konbini.commerce.availability.Availability;
import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.commerce.search.ProductQuery;
import dev.konbini.commerce.search.ProductQuery.Place;
import dev.konbini.commerce.search.ProductQuery.PriceRange;
import dev.konbini.commerce.search.SortOrder;
import dev.konbini.web.page.Cursor;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Reads the parameters of the list of products, and names all that are wrong at once.
final class ProductListParameters {

    private static final List<String> LATER = List.of("near", "within", "didYouMean", "suggest");

    private static final int TEXT_MAX = 200;
    private static final int VALUES_MAX = 50;
    private static final int SIZE_DEFAULT = 20;
    private static final String ATTRIBUTE_PREFIX = "attr.";
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");
    private static final Pattern RANGE = Pattern.compile("([\\d.]*?)\\.\\.([\\d.]*)");

    private final MultiValueMap<String, String> parameters;
    private final List<FieldProblem> problems = new ArrayList<>();

    private ProductListParameters(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /// What the parameters ask for.
    ///
    /// @throws ProblemException parameter-not-supported, invalid-request, invalid-cursor, in this
    ///   order
    static ProductQuery read(
            MultiValueMap<String, String> parameters, @Nullable String acceptLanguage) {
        return new ProductListParameters(parameters).query(acceptLanguage);
    }

    /// The cursor of the page that follows `place`.
    static String cursor(ProductQuery query, Place place) {
        return Cursor.of(
                query.sort().parameter(),
                query.language().code(),
                place.value(),
                place.sku().value());
    }

    private ProductQuery query(@Nullable String acceptLanguage) {
        refuseWhatComesLater();
        var text = text();
        var language = language(acceptLanguage);
        var categories = values("category");
        var brands = values("brand");
        var attributes = attributes();
        var price = price();
        var sort = sort(text);
        var size = size();
        if (!problems.isEmpty()) {
            throw new ProblemException(
                            RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                    .with("errors", problems);
        }
        var after = after(sort, language);
        return new ProductQuery(
                text, language, categories, brands, attributes, price, sort, size, after);
    }

    private void refuseWhatComesLater() {
        var asked = LATER.stream().filter(parameters::containsKey).toList();
        if (!asked.isEmpty()) {
            throw new ProblemException(
                            CommerceProblem.PARAMETER_NOT_SUPPORTED,
                            "Leave %s out: this version cannot do it."
                                    .formatted(String.join(" and ", asked)))
                    .with(
                            "errors",
                            asked.stream()
                                    .map(name -> FieldProblem.in(name, "is not supported yet"))
                                    .toList());
        }
    }

    private @Nullable String text() {
        var text = parameters.getFirst("q");
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > TEXT_MAX) {
            problems.add(FieldProblem.in("q", "must have at most 200 characters"));
        }
        return text;
    }

    private Language language(@Nullable String acceptLanguage) {
        var code = parameters.getFirst("lang");
        if (code == null) {
            return Language.accepted(acceptLanguage);
        }
        return orProblem(Language.of(code), Language.EN, "lang", "must be en or ja");
    }

    private SortOrder sort(@Nullable String text) {
        var byDefault = text == null ? SortOrder.SKU : SortOrder.RELEVANCE;
        var name = parameters.getFirst("sort");
        if (name == null || name.isEmpty()) {
            return byDefault;
        }
        var sort =
                orProblem(
                        SortOrder.of(name),
                        byDefault,
                        "sort",
                        "must be one of " + String.join(", ", SortOrder.parameters()));
        // Without words all products fit alike.
        return sort == SortOrder.RELEVANCE ? byDefault : sort;
    }

    private int size() {
        var size = parameters.getFirst("size");
        if (size == null || size.isEmpty()) {
            return SIZE_DEFAULT;
        }
        var number =
                Optional.of(size)
                        .filter(text -> text.matches("\\d{1,3}"))
                        .map(Integer::valueOf)
                        .filter(each -> each >= 1 && each <= Availability.SKUS_MAX);
        return orProblem(number, SIZE_DEFAULT, "size", "must be a number from 1 to 100");
    }

    private List<String> values(String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > VALUES_MAX) {
            problems.add(FieldProblem.in(name, "must have at most 50 values"));
        }
        return values.stream().filter(value -> !value.isEmpty()).distinct().toList();
    }

    private SortedMap<String, List<String>> attributes() {
        var attributes = new TreeMap<String, List<String>>();
        for (var parameter : parameters.keySet()) {
            if (!parameter.startsWith(ATTRIBUTE_PREFIX)) {
                continue;
            }
            var name = parameter.substring(ATTRIBUTE_PREFIX.length());
            var values = values(parameter);
            if (!ATTRIBUTE.matcher(name).matches()) {
                problems.add(
                        FieldProblem.in(parameter, "must name an attribute, as attr.colour does"));
            } else if (!values.isEmpty()) {
                attributes.put(name, values);
            }
        }
        if (attributes.size() > VALUES_MAX) {
            problems.add(FieldProblem.in("attr", "must be at most 50 attributes"));
        }
        return attributes;
    }

    private PriceRange price() {
        var text = parameters.getFirst("price");
        if (text == null || text.isEmpty()) {
            return PriceRange.OPEN;
        }
        var range = RANGE.matcher(text);
        var message = "must be MIN..MAX, such as 10..20, 10.. or ..19.90";
        if (!range.matches() || text.equals("..")) {
            return orProblem(Optional.empty(), PriceRange.OPEN, "price", message);
        }
        var min = range.group(1);
        var max = range.group(2);
        if (!isAmount(min) || !isAmount(max)) {
            return orProblem(Optional.empty(), PriceRange.OPEN, "price", message);
        }
        return new PriceRange(amount(min), amount(max));
    }

    private static boolean isAmount(String text) {
        return text.isEmpty() || NUMBER.matcher(text).matches();
    }

    private static @Nullable BigDecimal amount(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private @Nullable Place after(SortOrder sort, Language language) {
        var cursor = parameters.getFirst("after");
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        var parts = Cursor.parts(cursor, 4);
        var byName = sort == SortOrder.NAME || sort == SortOrder.NAME_DESCENDING;
        if (!parts.get(0).equals(sort.parameter())
                || (byName && !parts.get(1).equals(language.code()))) {
            throw Cursor.invalid();
        }
        try {
            return new Place(parts.get(2), new Sku(parts.get(3)));
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }

    private <T> T orProblem(Optional<T> value, T otherwise, String name, String message) {
        if (value.isEmpty()) {
            problems.add(FieldProblem.in(name, message));
        }
        return value.orElse(otherwise);
    }
}
