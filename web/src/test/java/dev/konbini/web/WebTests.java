package dev.konbini.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import dev.konbini.web.access.TokenMint;
import dev.konbini.web.page.Cursor;
import dev.konbini.web.page.Page;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(properties = "spring.web.resources.add-mappings=false")
@AutoConfigureMockMvc
class WebTests {

    private static final TokenMint MINT = TokenMint.generate();

    @TempDir static Path directory;

    @Autowired MockMvcTester http;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) throws IOException {
        var file = Files.writeString(directory.resolve("keys.json"), MINT.jwks());
        registry.add("konbini.access.keys", () -> file.toUri().toString());
    }

    @Test
    void guestReachesWhatIsOpen() {
        assertThat(http.get().uri("/open")).hasStatusOk().bodyText().isEqualTo("guest");
    }

    @ParameterizedTest
    @CsvSource({"/operators,401", "/nobody,401"})
    void guestIsRefusedElsewhere(String path, int status) {
        var answer = http.get().uri(path).exchange();

        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).headers().hasValue("WWW-Authenticate", "Bearer");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("https://konbini.dev/problems/unauthenticated");
    }

    @Test
    void operatorReachesWhatIsForOperators() {
        assertThat(
                        http.get()
                                .uri("/operators")
                                .header("Authorization", bearer(MINT, Role.OPERATOR)))
                .hasStatusOk()
                .bodyText()
                .isEqualTo("ann of acme");
    }

    @Test
    void otherRoleIsForbidden() {
        var answer =
                http.get()
                        .uri("/operators")
                        .header("Authorization", bearer(MINT, Role.SHOPPER))
                        .exchange();

        assertThat(answer)
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.title")
                .isEqualTo("The caller may not do this");
    }

    @Test
    void whatNoRuleNamesIsDeniedEvenToOperators() {
        assertThat(http.get().uri("/nobody").header("Authorization", bearer(MINT, Role.OPERATOR)))
                .hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNothingHandlesIsNotBlamedOnTheToken(boolean guest) {
        var token = guest ? Map.<String, String>of() : operator();

        var missing = call(HttpMethod.POST, "/missing", token);
        var method = call(HttpMethod.PATCH, "/operators", token);

        assertThat(missing)
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("https://konbini.dev/problems/not-found");
        assertThat(method).hasStatus(405).headers().hasValue("Allow", "GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open//x", "/open;x", "/%2e%2e/open", "/open%00", "/many?%01=x"})
    void whatTheFirewallRefusesIsAProblem(String uri) {
        var answer = http.get().uri(URI.create(uri)).exchange();

        assertThat(answer).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("https://konbini.dev/problems/invalid-request");
    }

    @Test
    void headIsForWhomGetIsFor() {
        assertThat(call(HttpMethod.HEAD, "/only-get", Map.of())).hasStatus(401);
        assertThat(call(HttpMethod.HEAD, "/only-get", operator())).hasStatusOk();
        assertThat(call(HttpMethod.HEAD, "/nobody", operator())).hasStatus(403);
    }

    @Test
    void tokensOfOtherMintsAreRefusedHoweverMany() {
        for (var i = 0; i < 5; i++) {
            var stranger = bearer(TokenMint.generate(), Role.OPERATOR);

            assertThat(http.get().uri("/operators").header("Authorization", stranger))
                    .hasStatus(401);
        }
    }

    @Test
    void expiredTokenIsRefused() {
        var expired = "Bearer " + MINT.token("ann", null, Duration.ofMinutes(-5), Role.OPERATOR);

        assertThat(http.get().uri("/operators").header("Authorization", expired)).hasStatus(401);
    }

    @Test
    void badFieldsAreNamedByPointer() {
        var answer =
                http.post()
                        .uri("/open")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                """
                                {"lines":[{"sku":"A"},{"sku":""}]}\
                                """)
                        .exchange();

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/lines/1/sku");
    }

    @Test
    void wrongTypeIsNamedByPointer() {
        var answer =
                http.post()
                        .uri("/open")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                """
                                {"lines":[{"sku":{}}]}\
                                """)
                        .exchange();

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/lines/0/sku");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"count":1.9}                   | /count         | must be a whole number, and not too large
                    {"count":"7"}                   | /count         | must be a whole number, and not too large
                    {"count":true}                  | /count         | must be a whole number, and not too large
                    {"count":99999999999}           | /count         | must be a whole number, and not too large
                    {"sure":"true"}                 | /sure          | must be true or false
                    {"size":"huge"}                 | /size          | must be one of small, large
                    {"size":0}                      | /size          | must be one of small, large
                    {"at":"tomorrow"}               | /at            | must be a time such as 2026-01-31T12:00:00Z, of the years 1970 to 9999
                    {"at":"1969-12-31T23:59:59Z"}   | /at            | must be a time such as 2026-01-31T12:00:00Z, of the years 1970 to 9999
                    {"at":"+10000-01-01T00:00:00Z"} | /at            | must be a time such as 2026-01-31T12:00:00Z, of the years 1970 to 9999
                    {"at":253402300800}             | /at            | must be a time such as 2026-01-31T12:00:00Z, of the years 1970 to 9999
                    {"name":{}}                     | /name          | must be text
                    {"tags":"a"}                    | /tags          | must be a list
                    {"ratio":"a"}                   | /ratio         | must be a number
                    {"counts":{"a/b~c":"x"}}        | /counts/a~1b~0c | must be a whole number, and not too large
                    {"counts":{"a/b.c":-1}}         | /counts/a~1b.c | must be greater than or equal to 0
                    {"age":"old"}                   | /age           | must be written as 5m
                    {"age":5}                       | /age           | must be text
                    []                              | ''             | must be an object
                    {"count":5,"count":8}           | ''             | has a name twice, at line 1, column 19
                    {"count":5                      | ''             | is not JSON: it ends too early, at line 1, column 11
                    {"count":}                      | ''             | is not JSON: something else was expected at line 1, column 10
                    {} {}                           | ''             | is not JSON: something follows its end, at line 1, column 4
                    """)
    void badValueIsNamedInWordsOfJson(String body, String pointer, String detail) {
        var answer =
                http.put()
                        .uri("/open")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo(pointer);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].detail").isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({"/busy,since", "/named,X-Name", "/many?from=noon,from", "/many?most=-1,most"})
    void missingOrBadParameterOrHeaderIsNamed(String path, String name) {
        var answer = http.get().uri(path).exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].parameter").isEqualTo(name);
        assertThat(answer).bodyText().doesNotContain("java");
    }

    @ParameterizedTest
    @CsvSource({"size=11", "size=many"})
    void badParameterIsNamed(String query) {
        var answer = http.get().uri("/open?" + query).exchange();

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].parameter")
                .isEqualTo("size");
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "''"})
    void timeIsTaken(String time) {
        assertThat(http.get().uri("/open?from={time}", time)).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource({
        "1969-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z",
        "-1000000000-01-01T00:00:00Z",
        "yesterday"
    })
    void timeThatCannotBeStoredIsNamed(String time) {
        var answer = http.get().uri("/open?from={time}", time).exchange();

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].parameter")
                .isEqualTo("from");
    }

    @Test
    void thrownProblemIsAnsweredWithItsMembersAndHeaders() {
        var answer = http.get().uri("/busy?since=now").exchange();

        assertThat(answer).hasStatus(503);
        assertThat(answer).headers().hasValue("Retry-After", "1");
        assertThat(answer).bodyJson().extractingPath("$.queue").isEqualTo(7);
    }

    @Test
    void unforeseenFailureShowsNothingOfItself() {
        var answer = http.get().uri("/broken").exchange();

        assertThat(answer).hasStatus(500).bodyText().doesNotContain("secret");
    }

    @Test
    void wrongMethodAndMediaTypeAreProblems() {
        assertThat(http.delete().uri("/open"))
                .hasStatus(405)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(http.post().uri("/open").contentType(MediaType.TEXT_PLAIN).content("x"))
                .hasStatus(415)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @CsvSource({"!!!", "YQ", "/w"})
    void foreignCursorIsRefused(String cursor) {
        var answer = http.get().uri("/open?after=" + cursor).exchange();

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("https://konbini.dev/problems/invalid-cursor");
    }

    @Test
    void cursorGivesItsPartsBack() {
        assertThat(Cursor.parts(Cursor.of("2026-11-22T03:04:05Z", "日本", ""), 3))
                .containsExactly("2026-11-22T03:04:05Z", "日本", "");
    }

    private MvcTestResult call(HttpMethod method, String path, Map<String, String> headers) {
        var request = http.method(method).uri(path);
        headers.forEach(request::header);
        return request.exchange();
    }

    private static Map<String, String> operator() {
        return Map.of("Authorization", bearer(MINT, Role.OPERATOR));
    }

    private static String bearer(TokenMint mint, Role role) {
        return "Bearer " + mint.token("ann", "acme", Duration.ofMinutes(5), role);
    }

    record Body(@Size(max = 2) List<@Valid Line> lines) {
        record Line(@NotBlank String sku) {}
    }

    record Values(
            @Nullable Integer count,
            @Nullable Boolean sure,
            @Nullable Cut size,
            @Nullable Instant at,
            @Nullable String name,
            @Nullable List<String> tags,
            @Nullable BigDecimal ratio,
            @Nullable Map<String, @Min(0) Integer> counts,
            @Nullable Age age) {

        enum Cut {
            @JsonProperty("small")
            SMALL,
            @JsonProperty("large")
            LARGE
        }

        record Age(String text) {

            @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
            static Age of(String text) {
                if (!text.equals("5m")) {
                    throw new IllegalArgumentException("must be written as 5m");
                }
                return new Age(text);
            }
        }
    }

    record Many(@Nullable Instant from, @Nullable @Min(0) Integer most) {}

    @SpringBootApplication
    @RestController
    static class Application {

        @Bean
        AccessRules rules() {
            return requests -> {
                requests.requestMatchers("/open", "/busy", "/broken", "/named", "/many")
                        .permitAll();
                requests.requestMatchers(HttpMethod.GET, "/only-get")
                        .hasAuthority(Role.OPERATOR.authority());
                requests.requestMatchers(HttpMethod.GET, "/operators")
                        .hasAuthority(Role.OPERATOR.authority());
            };
        }

        @GetMapping("/open")
        String open(
                Caller caller,
                @RequestParam(defaultValue = "1") @Max(10) int size,
                @RequestParam(required = false) @Nullable Instant from,
                @RequestParam(required = false) @Nullable String after) {
            if (after != null) {
                Cursor.parts(after, 2);
            }
            return caller.subject() == null ? "guest" : caller.subject();
        }

        @PostMapping("/open")
        Page<Body> open(@Valid @RequestBody Body body) {
            return new Page<>(List.of(body), null);
        }

        @PutMapping("/open")
        void put(@Valid @RequestBody Values values) {}

        @GetMapping("/named")
        String named(@RequestHeader("X-Name") String name) {
            return name;
        }

        @GetMapping("/many")
        String many(@Valid Many many) {
            return String.valueOf(many);
        }

        @GetMapping("/only-get")
        String onlyGet() {
            return "it";
        }

        @GetMapping("/operators")
        String operators(Caller caller) {
            return caller.subject() + " of " + caller.tenant();
        }

        @GetMapping("/nobody")
        String nobody() {
            return "unreachable";
        }

        @GetMapping("/busy")
        String busy(@RequestParam String since) {
            throw new ProblemException(RequestProblem.UNAVAILABLE, "Try again.")
                    .with("queue", 7)
                    .header("Retry-After", "1");
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("secret");
        }
    }
}
