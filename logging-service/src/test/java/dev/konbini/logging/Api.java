package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.Role;
import java.io.UnsupportedEncodingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service's HTTP interface, called with one token.
public record Api(MockMvcTester http, String token) {

    /// As a sender of `tenant`'s logs.
    public static Api of(MockMvcTester http, Suite suite, String tenant) {
        return new Api(http, suite.token(tenant, Role.LOG_SENDER));
    }

    public MvcTestResult get(String uri, Object... variables) {
        return http.get().uri(uri, variables).header("Authorization", "Bearer " + token).exchange();
    }

    public MvcTestResult put(String uri, String body, String... header) {
        var request =
                http.put()
                        .uri(uri)
                        .header("Authorization", "Bearer " + token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body);
        if (header.length == 2) {
            request.header(header[0], header[1]);
        }
        return request.exchange();
    }

    public MvcTestResult delete(String uri, @Nullable String ifMatch) {
        var request = http.delete().uri(uri).header("Authorization", "Bearer " + token);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.exchange();
    }

    /// The answer, which must be one of success.
    public JsonNode json(String uri, Object... variables) {
        var answer = get(uri, variables);
        assertThat(answer.getResponse().getStatus()).as(text(answer)).isEqualTo(200);
        return JsonMapper.shared().readTree(text(answer));
    }

    /// The ids of the lines that are answered.
    public List<String> ids(String uri, Object... variables) {
        return json(uri, variables).path("items").valueStream().map(Api::id).toList();
    }

    public static String id(JsonNode line) {
        return line.path("id").asString();
    }

    public static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
