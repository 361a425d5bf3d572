package dev.konbini.logging.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class TenantIT extends LoggingIT {

    @Autowired private Tenants tenants;

    private final String tenant = newTenant();

    @Test
    void tenantAboutWhomNothingWasSetHasTheUsual() {
        var answer = get(tenant);

        assertThat(answer).hasStatusOk();
        assertThat(answer).headers().doesNotContainHeader("ETag");
        assertThat(answer)
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"id":"%s","quota":{"bytesPerSecond":5242880,"linesPerSecond":10000,"burstSeconds":10},
                         "retentionDays":90,"masking":{"kinds":["card","token","secret"],"custom":[]},
                         "tokensNotBefore":null,"changedAt":null,"changedBy":null}
                        """
                                .formatted(tenant));
    }

    @Test
    void suitesOwnTenantIsNeitherBoundNorMasked() {
        assertThat(get("konbini"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"quota":{"bytesPerSecond":null,"linesPerSecond":null},"masking":{"kinds":[],"custom":[]}}
                        """);
    }

    @Test
    void whatIsSetCountsAndWhatIsNotIsTheUsual() {
        var setting =
                """
                {"quota":{"linesPerSecond":7},"retentionDays":400,
                 "masking":{"kinds":["ip"],"custom":[{"name":"order","pattern":"ORD-[0-9]+"}]}}
                """;

        var created = put(setting, null, null);

        assertThat(created).hasStatus(201);
        assertThat(created)
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"quota":{"bytesPerSecond":null,"linesPerSecond":7,"burstSeconds":10},"retentionDays":400,
                         "masking":{"kinds":["ip"],"custom":[{"name":"order","pattern":"ORD-[0-9]+"}]},"changedBy":"tester"}
                        """);
        assertThat(get(tenant)).headers().hasValue("ETag", tag(created));
        var known = tenants.of(tenant);
        assertThat(known.retention()).isEqualTo(Duration.ofDays(400));
        assertThat(known.quota()).isEqualTo(new Quota(null, 7L, 10));
        assertThat(known.masker().mask("ORD-1 from 10.0.0.1"))
                .isEqualTo("[masked:order] from [masked:ip]");
    }

    @Test
    void putTakesThePlaceOfAllThatWasSetBefore() {
        put("{\"retentionDays\":400}", null, null);

        var replaced = put("{\"quota\":{}}", null, null);

        assertThat(replaced).hasStatusOk();
        assertThat(tenants.of(tenant).retention()).isEqualTo(Duration.ofDays(90));
        assertThat(tenants.of(tenant).quota().linesPerSecond()).isNull();
    }

    @Test
    void onlyWhatWasSeenIsReplaced() {
        var first = put("{\"retentionDays\":1}", null, "*");
        assertThat(first).hasStatus(201);
        assertThat(put("{\"retentionDays\":2}", null, "*")).hasStatus(412);

        var second = put("{\"retentionDays\":2}", tag(first), null);
        assertThat(second).hasStatusOk();
        assertThat(tag(second)).isNotEqualTo(tag(first));
        assertThat(put("{\"retentionDays\":3}", tag(first), null)).hasStatus(412);
        assertThat(put("{\"retentionDays\":3}", "*", null)).hasStatusOk();
        assertThat(tenants.of(tenant).retention()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void changeWhoseAnswerWasLostIsToldSo() throws UnsupportedEncodingException {
        var setting =
                """
                {"quota":{"linesPerSecond":7},"retentionDays":400,
                 "masking":{"kinds":["ip","card"],"custom":[{"name":"order","pattern":"ORD-[0-9]+"}]},
                 "tokensNotBefore":"2026-01-01T00:00:00Z","staging":{"percent":2.5,"partitions":[3,1]}}
                """;
        var seen = tag(put("{}", null, null));

        var set = put(setting, seen, null);
        var again = put(setting, seen, null);

        assertThat(again).hasStatusOk();
        assertThat(tag(again)).isEqualTo(tag(set));
        assertThat(again).bodyJson().isLenientlyEqualTo(set.getResponse().getContentAsString());
        assertThat(put(setting, null, "*")).hasStatus(412);
    }

    @Test
    void nothingIsReplacedWhereNothingIs() {
        assertThat(put("{}", "*", null)).hasStatus(412);
        assertThat(put("{}", "\"1.1\"", null)).hasStatus(412);
        assertThat(get(tenant)).headers().doesNotContainHeader("ETag");
    }

    @Test
    void sliceForStagingIsNoneUnlessItIsSet() {
        assertThat(get(tenant))
                .bodyJson()
                .isLenientlyEqualTo("{\"staging\":{\"percent\":0.0,\"partitions\":[]}}");

        var set = put("{\"staging\":{\"percent\":2.5,\"partitions\":[3]}}", null, null);

        assertThat(set)
                .bodyJson()
                .isLenientlyEqualTo("{\"staging\":{\"percent\":2.5,\"partitions\":[3]}}");
        assertThat(tenants.of(tenant).staging()).isEqualTo(new StagingSlice(2.5, Set.of(3)));
        assertThat(put("{\"staging\":{}}", null, null)).hasStatusOk();
        assertThat(tenants.of(tenant).staging().isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"retentionDays":0}                                              | /retentionDays
                    {"quota":{"linesPerSecond":0}}                                   | /quota/linesPerSecond
                    {"quota":{"burstSeconds":3601}}                                  | /quota/burstSeconds
                    {"masking":{"custom":[{"name":"Order","pattern":"x"}]}}          | /masking/custom/0/name
                    {"masking":{"custom":[{"name":"a","pattern":"x"},{"name":"b","pattern":"("}]}} | /masking/custom/1/pattern
                    {"masking":{"custom":[{"name":"a","pattern":"x*"}]}}             | /masking/custom/0/pattern
                    {"masking":{"kinds":["passport"]}}                               | /masking/kinds/0
                    {"tokensNotBefore":"yesterday"}                                  | /tokensNotBefore
                    {"staging":{"percent":100.5}}                                    | /staging/percent
                    {"staging":{"percent":-1}}                                       | /staging/percent
                    {"staging":{"partitions":["first"]}}                             | /staging/partitions/0
                    """)
    void whatCannotBeSetIsRefusedWithItsPlace(String setting, String pointer) {
        var answer = put(setting, null, null);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void nameThatIsNoneIsRefused() {
        assertThat(get("Shop")).hasStatus(400);
    }

    @Test
    void tokensIssuedBeforeTheirTimeAreRefusedWhateverTheyAskFor() {
        var token = "Bearer " + SUITE.token(tenant, Role.LOG_SENDER);
        put("{\"tokensNotBefore\":\"%s\"}".formatted(Instant.now().minusSeconds(60)), null, null);
        assertThat(read(token)).hasStatusOk();
        assertThat(send(token, "/api/logs")).hasStatus(202);

        put("{\"tokensNotBefore\":\"%s\"}".formatted(Instant.now().plusSeconds(60)), null, null);

        for (var refused : List.of(read(token), send(token, "/api/logs"))) {
            assertThat(refused).hasStatus(401);
            assertThat(refused)
                    .headers()
                    .hasValue("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            assertThat(refused)
                    .bodyJson()
                    .extractingPath("$.type")
                    .asString()
                    .endsWith("/token-revoked");
        }
        assertThat(send(token, "/v1/logs")).hasStatus(401);
        assertThat(read("Bearer " + SUITE.token(newTenant(), Role.LOG_SENDER))).hasStatusOk();
        assertThat(get(tenant)).hasStatusOk();
    }

    private MvcTestResult read(String token) {
        return http.get().uri("/api/logs").header("Authorization", token).exchange();
    }

    private MvcTestResult send(String token, String path) {
        return http.post()
                .uri(path)
                .header("Authorization", token)
                .header("Content-Type", "application/json")
                .content("{}")
                .exchange();
    }

    private MvcTestResult get(String name) {
        return http.get()
                .uri("/api/tenants/" + name)
                .header("Authorization", operator())
                .exchange();
    }

    private MvcTestResult put(
            String setting, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        var request =
                http.put()
                        .uri("/api/tenants/" + tenant)
                        .header("Authorization", operator())
                        .header("Content-Type", "application/json")
                        .content(setting);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        if (ifNoneMatch != null) {
            request.header("If-None-Match", ifNoneMatch);
        }
        return request.exchange();
    }

    private static String tag(MvcTestResult answer) {
        return String.valueOf(answer.getResponse().getHeader("ETag"));
    }

    private static String operator() {
        return "Bearer " + SUITE.token(null, Role.OPERATOR);
    }
}
