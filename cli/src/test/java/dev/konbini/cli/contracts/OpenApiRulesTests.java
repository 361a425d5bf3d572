package dev.konbini.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class OpenApiRulesTests {

    /// In each, what is between the marks of the released operation is replaced.
    private static final String DOCUMENT =
            """
            {"openapi": "3.1.0",
             "paths": {"/orders": {"post": {
               "parameters": [{"name": "size", "in": "query", "required": false, "schema": {"type": "integer"}}],
               "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Request"}}}},
               "responses": {
                 "201": {"headers": {"Location": {"schema": {"type": "string"}}, "ETag": {"required": true}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
                 "303": {},
                 "409": {"content": {"application/problem+json": {}}}}},
               "get": {"security": [{}, {"token": ["read"]}]},
               "delete": {"security": [{"token": ["write"]}]}}},
             "components": {"schemas": {
               "Request": {"type": "object", "properties": {"email": {"type": "string"}}},
               "Order": {"type": "object", "properties": {"id": {"type": "string"}}}}}}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    path removed                  | "/orders":                       | "/other":                          | /paths/~1orders
                    operation removed             | "post":                          | "put":                             | /paths/~1orders/post
                    parameter removed             | "name": "size"                   | "name": "limit"                    | /paths/~1orders/post/parameters/0
                    parameter becomes required    | "required": false                | "required": true                   | /paths/~1orders/post/parameters/0
                    parameter's type changed      | "schema": {"type": "integer"}    | "schema": {"type": "boolean"}      | /paths/~1orders/post/parameters/0/schema
                    body removed                  | "requestBody":                   | "x-body":                          | /paths/~1orders/post/requestBody
                    body becomes required         | "requestBody": {                 | "requestBody": {"required": true,  | /paths/~1orders/post/requestBody
                    request field removed         | "email":                         | "mail":                            | /components/schemas/Request/properties/email
                    request field required        | "properties": {"email"           | "required": ["email"], "properties": {"email" | /components/schemas/Request/required
                    success status removed        | "201":                           | "202":                             | /paths/~1orders/post/responses/201
                    media type removed            | "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}} | "content": {} | /paths/~1orders/post/responses/201/content/application~1json
                    header removed                | "Location":                      | "Other":                           | /paths/~1orders/post/responses/201/headers/Location
                    response field removed        | "id":                            | "number":                          | /components/schemas/Order/properties/id
                    response field's type changed | {"id": {"type": "string"}}       | {"id": {"type": "integer"}}        | /components/schemas/Order/properties/id
                    header's type changed         | "Location": {"schema": {"type": "string"}} | "Location": {"schema": {"type": "integer"}} | /paths/~1orders/post/responses/201/headers/Location/schema
                    header no longer assured      | "ETag": {"required": true}       | "ETag": {}                         | /paths/~1orders/post/responses/201/headers/ETag
                    redirect removed              | "303":                           | "x-303":                           | /paths/~1orders/post/responses/303
                    list no longer exploded       | "name": "size",                  | "name": "size", "explode": false,  | /paths/~1orders/post/parameters/0
                    list written otherwise        | "name": "size",                  | "name": "size", "style": "spaceDelimited", | /paths/~1orders/post/parameters/0
                    optional token needed         | "get": {"security": [{}, {"token": ["read"]}]} | "get": {"security": [{"token": ["read"]}]} | /paths/~1orders/get/security
                    scope added                   | {"token": ["write"]}             | {"token": ["write", "admin"]}      | /paths/~1orders/delete/security
                    another token as well         | {"token": ["write"]}             | {"token": ["write"], "key": []}    | /paths/~1orders/delete/security
                    another token instead         | {"token": ["write"]}             | {"key": []}                        | /paths/~1orders/delete/security
                    token needed                  | "post": {                        | "post": {"security": [{"token": []}], | /paths/~1orders/post/security
                    """)
    void refuses(String change, String part, String replacement, String pointer) {
        assertThat(breaches(DOCUMENT, replaced(part, replacement)))
                .as(change)
                .extracting(Breach::pointer)
                .containsExactly(pointer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    path added             | "paths": {                       | "paths": {"/more": {"get": {}},
                    operation added        | "/orders": {                     | "/orders": {"put": {},
                    parameter added        | "parameters": [                  | "parameters": [{"name": "after", "in": "query"},
                    request field added    | "email":                         | "phone": {"type": "string"}, "email":
                    request type widened   | {"email": {"type": "string"}}    | {"email": {"type": ["string", "null"]}}
                    response field added   | "id":                            | "total": {"type": "string"}, "id":
                    response field assured | "properties": {"id"              | "required": ["id"], "properties": {"id"
                    success status added   | "201":                           | "200": {}, "201":
                    header's type said     | "ETag": {"required": true}       | "ETag": {"required": true, "schema": {"type": "string"}}
                    header assured         | "Location": {                    | "Location": {"required": true,
                    form said              | "name": "size",                  | "name": "size", "style": "form", "explode": true,
                    other token accepted   | {"token": ["write"]}             | {"token": ["write"]}, {"key": []}
                    scope removed          | {"token": ["write"]}             | {"token": []}
                    token no longer needed | [{"token": ["write"]}]           | []
                    error added            | "409":                           | "410": {}, "409":
                    error removed          | "409":                           | "x-409":
                    """)
    void lets(String change, String part, String replacement) {
        assertThat(breaches(DOCUMENT, replaced(part, replacement))).as(change).isEmpty();
    }

    @Test
    void refusesANewRequiredParameter() {
        var current =
                replaced(
                        "\"parameters\": [",
                        "\"parameters\": [{\"name\": \"key\", \"in\": \"header\", \"required\": true},");

        assertThat(breaches(DOCUMENT, current))
                .singleElement()
                .satisfies(breach -> assertThat(breach.what()).contains("header key"));
    }

    @Test
    void refusesABodyWhereNoneWasSent() {
        var without = replaced("\"requestBody\":", "\"x-body\":");
        var required = replaced("\"requestBody\": {", "\"requestBody\": {\"required\": true,");

        assertThat(breaches(without, DOCUMENT)).isEmpty();
        assertThat(breaches(without, required)).hasSize(1);
    }

    private static String replaced(String part, String replacement) {
        assertThat(DOCUMENT).contains(part);
        return DOCUMENT.replace(part, replacement);
    }

    private static List<Breach> breaches(String released, String current) {
        var breaches = new ArrayList<Breach>();
        new OpenApiRules("http/a.openapi.json", breaches).compare(node(released), node(current));
        return breaches;
    }

    private static Node node(String json) {
        return Node.of(JsonMapper.shared().readTree(json));
    }
}
