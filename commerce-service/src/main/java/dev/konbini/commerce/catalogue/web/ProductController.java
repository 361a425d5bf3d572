package dev.konbini.commerce.catalogue.web;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Product;
import dev.konbini.commerce.catalogue.ProductResponse;
import dev.konbini.commerce.catalogue.ProductResponses;
import dev.konbini.commerce.catalogue.Products;
import dev.konbini.commerce.catalogue.PutProduct;
import dev.konbini.commerce.catalogue.RemoveProduct;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.precondition.EntityTag;
import dev.konbini.commerce.precondition.Precondition;
import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.web.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// One product over HTTP.
@RestController
@RequestMapping("/api/products/{sku}")
@Tag(name = "Products")
class ProductController {

    private final Products products;
    private final ProductResponses responses;
    private final PutProduct putProduct;
    private final RemoveProduct removeProduct;

    ProductController(
            Products products,
            ProductResponses responses,
            PutProduct putProduct,
            RemoveProduct removeProduct) {
        this.products = products;
        this.responses = responses;
        this.putProduct = putProduct;
        this.removeProduct = removeProduct;
    }

    @GetMapping
    @Operation(summary = "One product, with what is in stock where")
    @ApiResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(schema = @Schema(implementation = ProductResponse.class)))
    @ApiResponse(responseCode = "404", description = "product-not-found")
    ResponseEntity<?> get(
            @PathVariable Sku sku,
            @Parameter(description = "Else the header Accept-Language says it.")
                    @RequestParam(required = false)
                    @Nullable Language lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        var language = lang == null ? Language.accepted(acceptLanguage) : lang;
        return products.find(sku)
                .<ResponseEntity<?>>map(product -> answer(product, language, HttpStatus.OK))
                .orElseGet(() -> notFound(sku));
    }

    @PutMapping
    @Operation(
            summary = "Create a product, or replace all that is said about it",
            description =
                    "A repeat changes nothing. With If-Match only the version named is replaced, unless all"
                            + " is so already; with If-None-Match: * only a new one is created.")
    @ApiResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = ProductResponse.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ProductResponse.class)))
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    ResponseEntity<?> put(
            @PathVariable Sku sku,
            @Valid @RequestBody ProductRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        var precondition = Precondition.of(ifMatch, ifNoneMatch);
        var language = Language.accepted(acceptLanguage);
        var command = new PutProduct.Command(sku, request.toDetails(), precondition);
        return switch (putProduct.put(command)) {
            case PutProduct.Outcome.PreconditionFailed() -> preconditionFailed();
            case PutProduct.Outcome.Unchanged(var product) ->
                    answer(product, language, HttpStatus.OK);
            case PutProduct.Outcome.Created(var product) ->
                    answer(product, language, HttpStatus.CREATED);
            case PutProduct.Outcome.Replaced(var product) ->
                    answer(product, language, HttpStatus.OK);
        };
    }

    @DeleteMapping
    @Operation(summary = "Take a product out of the catalogue")
    @ApiResponse(
            responseCode = "204",
            description = "Removed, now or by an earlier request",
            content = @Content)
    @ApiResponse(responseCode = "404", description = "product-not-found")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    ResponseEntity<?> delete(
            @PathVariable Sku sku,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var command = new RemoveProduct.Command(sku, Precondition.of(ifMatch, null));
        return switch (removeProduct.remove(command)) {
            case RemoveProduct.Outcome.NotFound() -> notFound(sku);
            case RemoveProduct.Outcome.PreconditionFailed() -> preconditionFailed();
            case RemoveProduct.Outcome.Removed() -> ResponseEntity.noContent().build();
        };
    }

    private ResponseEntity<ProductResponse> answer(
            Product product, Language language, HttpStatus status) {
        var response = responses.of(product, language);
        var answer =
                ResponseEntity.status(status)
                        .eTag(EntityTag.of(product.revision(), response))
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.code())
                        .varyBy(HttpHeaders.ACCEPT_LANGUAGE);
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/products/" + product.sku()));
        }
        return answer.body(response);
    }

    private static ResponseEntity<ProblemDetail> notFound(Sku sku) {
        return Problems.response(
                CommerceProblem.PRODUCT_NOT_FOUND, "No product has the SKU %s.".formatted(sku));
    }

    private static ResponseEntity<ProblemDetail> preconditionFailed() {
        return Problems.response(
                CommerceProblem.PRECONDITION_FAILED,
                "Read the product again and send the ETag of that answer in If-Match.");
    }
}
