package dev.konbini.commerce.search.web;

import dev.konbini.commerce.catalogue.Product;
import dev.konbini.commerce.catalogue.ProductResponses;
import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.commerce.search.Facets;
import dev.konbini.commerce.search.ProductQuery;
import dev.konbini.commerce.search.ProductQuery.Place;
import dev.konbini.commerce.search.SearchProducts;
import dev.konbini.web.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The list of products over HTTP.
@RestController
@Tag(name = "Products")
class ProductListController {

    private final SearchProducts searchProducts;
    private final ProductResponses responses;

    ProductListController(SearchProducts searchProducts, ProductResponses responses) {
        this.searchProducts = searchProducts;
        this.responses = responses;
    }

    @GetMapping("/api/products")
    @Operation(
            summary = "List products, or look for them",
            description =
                    "category, brand and attr.NAME may be given several times: any of a"
                            + " parameter's values fits, and all parameters must.")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Words that must all be found.",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "lang",
            in = ParameterIn.QUERY,
            description = "In which words weigh most; else Accept-Language.",
            schema = @Schema(allowableValues = {"en", "ja"}))
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            description = "A path such as Stationery/Pens, or a level's name such as Pens.",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "brand",
            in = ParameterIn.QUERY,
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "attr.NAME",
            in = ParameterIn.QUERY,
            description = "Such as attr.colour=red.",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "price",
            in = ParameterIn.QUERY,
            description = "MIN..MAX, both included, either left out; whatever the currency.",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description =
                    "Pages by relevance may repeat or pass over a product while the catalogue"
                            + " changes; those of the other orders do not.",
            schema =
                    @Schema(
                            allowableValues = {
                                "relevance",
                                "sku",
                                "name",
                                "-name",
                                "price",
                                "-price"
                            }))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "1 to 100, else 20.",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "next of an earlier page.",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "One page",
            content = @Content(schema = @Schema(implementation = ProductListResponse.class)))
    @ApiResponse(
            responseCode = "400",
            description = "parameter-not-supported, invalid-request, invalid-cursor")
    @ApiResponse(
            responseCode = "503",
            description =
                    "search-unavailable: for words, attributes, prices and orders while the index"
                            + " does not answer")
    ResponseEntity<?> list(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            @Parameter(hidden = true)
                    @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        var query = ProductListParameters.read(parameters, acceptLanguage);
        return switch (searchProducts.search(query)) {
            case SearchProducts.Outcome.Found(var items, var next, var total, var facets) ->
                    answer(query, items, next, total, facets);
            case SearchProducts.Outcome.Listed(var items, var next) ->
                    answer(query, items, next, null, null);
            case SearchProducts.Outcome.Unavailable() ->
                    unavailable(
                            "Without words, attributes, price and sort the list is still"
                                    + " available.");
        };
    }

    private ResponseEntity<ProductListResponse> answer(
            ProductQuery query,
            List<Product> items,
            @Nullable Place next,
            @Nullable Long total,
            @Nullable Facets facets) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, query.language().code())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(
                        new ProductListResponse(
                                responses.of(items, query.language()),
                                next == null ? null : ProductListParameters.cursor(query, next),
                                total,
                                facets,
                                facets == null));
    }

    static ResponseEntity<ProblemDetail> unavailable(String detail) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return Problems.response(CommerceProblem.SEARCH_UNAVAILABLE, detail, Map.of(), headers);
    }
}
