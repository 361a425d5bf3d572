package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/// Whatever a tenant asks of whatever endpoint, nothing of another tenant is in the answer.
///
/// The endpoints are those that the service itself says it has, and each of their parameters is
/// tried with each value that [#ATTACKS] knows for its name. Who adds an endpoint with a parameter
/// of a new name adds a row there; until then this test fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossTenantIT extends LoggingIT {

    private static final String VICTIM = newTenant();

    /// Begins like the victim's, so that the patterns of index names meet.
    private static final List<String> OTHERS = List.of(newTenant(), VICTIM + "-2");

    private static final String SECRET = "secret" + VICTIM;
    private static final String TRACE = "c0ffee" + "0".repeat(26);
    private static final List<String> QUERIES =
            List.of(
                    "",
                    "*",
                    "*:*",
                    SECRET,
                    "*) OR (konbini.tenant:" + VICTIM,
                    "x OR konbini.tenant:" + VICTIM,
                    "konbini.tenant:*",
                    "NOT nothing",
                    "_index:*" + VICTIM + "*",
                    "_id:secret-id",
                    "konbini.id:secret-id",
                    "_exists_:message",
                    "_exists_:hidden.field",
                    "hidden.field:" + SECRET,
                    "konbini.fields:" + SECRET,
                    "konbini.\\*:" + SECRET,
                    "\\*:" + SECRET,
                    "/.*/");

    /// For each name of a parameter, the values to try; the first is what the victim would send.
    private static final Map<String, List<String>> ATTACKS = new TreeMap<>();

    static {
        ATTACKS.put("q", QUERIES);
        ATTACKS.put("tenant", List.of("", VICTIM, "*", VICTIM + "*", VICTIM + "," + VICTIM));
        ATTACKS.put("search", List.of("", "secret-search", VICTIM + "/secret-search"));
        ATTACKS.put(
                "name",
                List.of(
                        "secret-search",
                        VICTIM + "/secret-search",
                        "../" + VICTIM + "/secret-search"));
        ATTACKS.put("id", List.of("secret-id", "*", VICTIM + "/secret-id"));
        ATTACKS.put("traceId", List.of("", TRACE));
        ATTACKS.put("service", List.of("", SECRET));
        ATTACKS.put("level", List.of("", SECRET));
        ATTACKS.put(
                "field",
                List.of(
                        "",
                        "message",
                        "service.name",
                        "hidden.field",
                        "konbini.tenant",
                        "konbini.fields",
                        "_index",
                        "*"));
        ATTACKS.put("prefix", List.of("", "secret", "hidden", ".*"));
        ATTACKS.put("from", List.of("now-60d"));
        ATTACKS.put("to", List.of("now+1d"));
        ATTACKS.put("interval", List.of("", "1d"));
        ATTACKS.put("by", List.of("service", "level"));
        ATTACKS.put("size", List.of("100"));
        ATTACKS.put("before", List.of("50"));
        ATTACKS.put("after", List.of("50", "")); // a number of lines, or a cursor: see plain()
        ATTACKS.put("sample", List.of("1000"));
        ATTACKS.put("format", List.of("ndjson", "csv"));
        ATTACKS.put("order", List.of("oldest", "newest"));
        ATTACKS.put("fields", List.of("", "message,hidden.field,konbini.tenant"));
        ATTACKS.put("Last-Event-ID", List.of("", "secret-id"));
        ATTACKS.put("If-Match", List.of(""));
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    @BeforeAll
    void keepSecrets() {
        keep(VICTIM, "secret-id", SECRET);
        for (var other : OTHERS) {
            keep(other, "own-id", "plain");
        }
        SUITE.flush();
        // The victim's pattern matches its neighbour's index as well.
        await().until(() ->
                SUITE.count("logs-" + VICTIM + "-*") == 2
                        && SUITE.count("logs-" + OTHERS.getFirst() + "-*") == 1);
        assertThat(
                        Api.of(http, SUITE, VICTIM)
                                .put(
                                        "/api/logs/searches/secret-search",
                                        "{\"q\":\"%s\",\"description\":\"%s\"}"
                                                .formatted(SECRET, SECRET)))
                .hasStatus(201);
    }

    @Test
    void noEndpointGivesAwayWhatIsAnothersWhateverIsAsked() {
        var tried = new TreeSet<String>();
        for (var endpoint : endpoints()) {
            for (var other : OTHERS) {
                var token = SUITE.token(other, Role.LOG_SENDER);
                for (var call : endpoint.calls()) {
                    var answer = text(token, call);
                    assertThat(answer).as("%s as %s", call, other).doesNotContain(SECRET);
                    tried.add(endpoint.path());
                }
            }
        }
        assertThat(tried).contains("/api/logs", "/api/logs/context", "/api/logs/searches/{name}");
    }

    /// Were it not so, the other test could not fail.
    @Test
    void victimItselfSeesItsSecretThere() {
        var seen = new TreeSet<String>();
        var token = SUITE.token(VICTIM, Role.LOG_SENDER);
        for (var endpoint : endpoints()) {
            for (var call : endpoint.calls()) {
                if (text(token, call).contains(SECRET)) {
                    seen.add(endpoint.path());
                }
            }
        }
        assertThat(seen)
                .contains(
                        "/api/logs",
                        "/api/logs/context",
                        "/api/logs/export",
                        "/api/logs/fields",
                        "/api/logs/histogram",
                        "/api/logs/patterns",
                        "/api/logs/searches",
                        "/api/logs/searches/{name}");
    }

    /// The GET endpoints that a sender of logs may call.
    private List<Endpoint> endpoints() {
        var endpoints = new ArrayList<Endpoint>();
        mappings.getHandlerMethods()
                .forEach((info, method) -> {
                    for (var path : info.getPatternValues()) {
                        if (isRead(info)
                                && !isStream(info)
                                && path.startsWith("/api/")
                                && mayBeCalled(path)) {
                            endpoints.add(new Endpoint(path, parameters(path, method)));
                        }
                    }
                });
        return endpoints;
    }

    private static boolean isRead(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty()
                || methods.stream()
                        .anyMatch(method -> method.asHttpMethod().equals(HttpMethod.GET));
    }

    /// A stream has no end that could be waited for: `TailIT` looks into it.
    private static boolean isStream(RequestMappingInfo info) {
        return info.getProducesCondition()
                .getProducibleMediaTypes()
                .contains(MediaType.TEXT_EVENT_STREAM);
    }

    private boolean mayBeCalled(String path) {
        var answer =
                http.get()
                        .uri(path.replaceAll("\\{[^}]*}", "x"))
                        .header("Authorization", "Bearer " + SUITE.token(VICTIM, Role.LOG_SENDER))
                        .asyncExchange();
        return answer.getResponse().getStatus() != 403;
    }

    /// The names of an endpoint's parameters, and whether each is part of the path.
    private static Map<String, Kind> parameters(String path, HandlerMethod method) {
        var parameters = new LinkedHashMap<String, Kind>();
        for (var parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            var type = parameter.getParameterType();
            if (type == Caller.class
                    || type == HttpMethod.class
                    || ServletRequest.class.isAssignableFrom(type)
                    || ServletResponse.class.isAssignableFrom(type)
                    || parameter.hasParameterAnnotation(RequestBody.class)) {
                continue;
            }
            if (type.isRecord()) {
                for (var component : type.getRecordComponents()) {
                    parameters.put(component.getName(), Kind.QUERY);
                }
            } else {
                parameters.put(name(parameter), kind(parameter));
            }
        }
        for (var name : parameters.keySet()) {
            if (!ATTACKS.containsKey(name)) {
                fail(
                        "GET %s has the parameter %s, of which this test knows no values: add those to ATTACKS by which one tenant might reach for another's."
                                .formatted(path, name));
            }
        }
        return parameters;
    }

    private static String name(MethodParameter parameter) {
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        var name =
                header == null || header.name().isEmpty()
                        ? parameter.getParameterName()
                        : header.name();
        return String.valueOf(name);
    }

    private static Kind kind(MethodParameter parameter) {
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            return Kind.PATH;
        }
        return parameter.hasParameterAnnotation(RequestHeader.class) ? Kind.HEADER : Kind.QUERY;
    }

    private String text(String token, Call call) {
        var request = http.get().uri(call.uri()).header("Authorization", "Bearer " + token);
        call.headers().forEach(request::header);
        MvcTestResult answer = request.asyncExchange();
        if (answer.getRequest().isAsyncStarted()) {
            // A stream does not end: what it gives away it gives away soon.
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        }
        return Api.text(answer);
    }

    private static void keep(String tenant, String id, String text) {
        SUITE.sendLater(
                "logs",
                id,
                Map.of("tenant", tenant, "id", id),
                """
                {"message":"%s word","service":{"name":"%s"},"log":{"level":"%s"},"hidden":{"field":"%s"},
                 "trace":{"id":"%s"},"event":{"sequence":"%s"},"konbini":{"x":"%s"}}\
                """
                        .formatted(text, text, text, text, TRACE, text, text));
    }

    private enum Kind {
        PATH,
        QUERY,
        HEADER
    }

    /// A request.
    private record Call(java.net.URI uri, Map<String, String> headers) {}

    private record Endpoint(String path, Map<String, Kind> parameters) {

        /// The plain call, and one for each value of each parameter.
        List<Call> calls() {
            var plain = new LinkedHashMap<String, String>();
            parameters.keySet().forEach(name -> plain.put(name, first(name)));
            var calls = new ArrayList<Call>();
            calls.add(call(plain));
            for (var name : parameters.keySet()) {
                for (var value : ATTACKS.getOrDefault(name, List.of())) {
                    var attack = new LinkedHashMap<>(plain);
                    attack.put(name, value);
                    calls.add(call(attack));
                }
            }
            // What one parameter does not reach, another one beside it may.
            if (parameters.containsKey("q") && parameters.containsKey("search")) {
                for (var query : QUERIES) {
                    var attack = new LinkedHashMap<>(plain);
                    attack.put("q", query);
                    attack.put("service", SECRET);
                    calls.add(call(attack));
                }
            }
            return calls;
        }

        /// `after` is a cursor where lines are listed.
        private String first(String name) {
            return name.equals("after") && !parameters.containsKey("before")
                    ? ""
                    : ATTACKS.getOrDefault(name, List.of("")).getFirst();
        }

        private Call call(Map<String, String> values) {
            var uri = UriComponentsBuilder.fromPath(path);
            var filled = new LinkedHashMap<String, Object>();
            var headers = new LinkedHashMap<String, String>();
            values.forEach((name, value) -> {
                switch (parameters.getOrDefault(name, Kind.QUERY)) {
                    case PATH -> filled.put(name, value);
                    case HEADER -> {
                        if (!value.isEmpty()) {
                            headers.put(name, value);
                        }
                    }
                    case QUERY -> {
                        if (!value.isEmpty()) {
                            uri.queryParam(name, "{q-" + name + "}");
                            filled.put("q-" + name, value);
                        }
                    }
                }
            });
            return new Call(uri.encode().buildAndExpand(filled).toUri(), headers);
        }
    }
}
