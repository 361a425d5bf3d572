package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.web.access.Role;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP interface as an operator calls it.
public record OperatorApi(MockMvcTester http, Suite suite) {

    public MvcTestResult call(HttpMethod method, String path, String body) {
        return http.method(method)
                .uri(path)
                .header("Authorization", "Bearer " + suite.token(null, Role.OPERATOR))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    public MvcTestResult call(String path) {
        return http.get()
                .uri(path)
                .header("Authorization", "Bearer " + suite.token(null, Role.OPERATOR))
                .exchange();
    }

    /// What is answered as soon as it can be: who searches an index in the moment in which it is
    /// made is told to come back.
    public JsonNode get(String path) {
        return json(
                await().pollDelay(Duration.ZERO)
                        .until(
                                () -> call(path),
                                answer -> answer.getResponse().getStatus() != 503));
    }

    public JsonNode post(String path, String body) {
        return json(call(HttpMethod.POST, path, body));
    }

    public static JsonNode json(MvcTestResult result) {
        assertThat(result).hasStatus2xxSuccessful();
        try {
            return JsonMapper.shared().readTree(result.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
