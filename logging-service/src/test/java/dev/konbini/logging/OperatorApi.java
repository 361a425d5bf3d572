package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.Role;
import java.io.UnsupportedEncodingException;
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

    public JsonNode get(String path) {
        return json(call(path));
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
