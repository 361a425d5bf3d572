package dev.konbini.logging.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.ConsulRawClient;
import com.ecwid.consul.v1.OperationException;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.Response;
import com.ecwid.consul.v1.catalog.CatalogServiceRequest;
import com.ecwid.consul.v1.catalog.CatalogServicesRequest;
import com.ecwid.consul.v1.health.HealthServicesRequest;
import com.ecwid.consul.v1.health.model.HealthService;
import dev.konbini.logging.Contract;
import dev.konbini.logging.Front;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.web.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.message.BasicHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// As a client that was made for Consul sees it.
class ConsulIT extends LoggingIT {

    @Autowired Instances instances;

    private final String service = "shop-" + UUID.randomUUID();
    private Front front;
    private ConsulClient consul;

    @BeforeEach
    void connect() {
        await().until(() -> instances.view().asOf() != null);
        front = new Front(http);
        consul = client(SUITE.token(null, Role.OPERATOR));
    }

    /// The client itself sends a token in the URL, as Consul's clients do no more.
    private ConsulClient client(String token) {
        return new ConsulClient(
                new ConsulRawClient(
                        "127.0.0.1",
                        front.port(),
                        HttpClientBuilder.create()
                                .setDefaultHeaders(
                                        List.of(new BasicHeader("X-Consul-Token", token)))
                                .build()));
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void findsTheInstancesThatMayBeSentRequests() {
        beat("a", "ready");
        beat("b", "draining");
        beat("c", "stopped");

        await().until(() -> healthy(false).getValue().size() == 2);

        assertThat(healthy(true).getValue())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getService().getId()).isEqualTo(service + "-a");
                    assertThat(one.getService().getAddress()).isEqualTo("10.0.0.7");
                    assertThat(one.getService().getPort()).isEqualTo(8082);
                    assertThat(one.getService().getTags()).containsExactly("9.9.9");
                    assertThat(one.getChecks().getFirst().getStatus()).hasToString("PASSING");
                });
        assertThat(healthy(false).getValue())
                .extracting(one -> one.getChecks().getFirst().getStatus().toString())
                .containsExactlyInAnyOrder("PASSING", "CRITICAL");
    }

    @Test
    void instanceThatSaysNothingIsAtWarning() {
        beat("a", "ready", 1000);

        await().until(() -> healthy(false).getValue().size() == 1);
        await().until(() ->
                healthy(false)
                        .getValue()
                        .getFirst()
                        .getChecks()
                        .getFirst()
                        .getStatus()
                        .toString()
                        .equals("WARNING"));
    }

    @Test
    void questionWaitsUntilTheAnswerIsAnother() {
        beat("a", "ready");
        await().until(() -> healthy(true).getValue().size() == 1);
        var index = healthy(true).getConsulIndex();

        var waiting = CompletableFuture.supplyAsync(() -> healthy(true, 8, index));
        await().during(Duration.ofMillis(700)).until(() -> !waiting.isDone());
        beat("b", "ready");

        var answer = waiting.join();
        assertThat(answer.getValue()).hasSize(2);
        assertThat(answer.getConsulIndex()).isNotEqualTo(index);
    }

    @Test
    void questionWaitsNoLongerThanItIsTold() {
        beat("a", "ready");
        await().until(() -> healthy(true).getValue().size() == 1);
        var index = healthy(true).getConsulIndex();
        var began = Instant.now();

        var answer = healthy(true, 1, index);

        assertThat(Duration.between(began, Instant.now()))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(7));
        assertThat(answer.getConsulIndex()).isEqualTo(index);
        assertThat(answer.isConsulKnownLeader()).isTrue();
    }

    @Test
    void findsServicesAndWhereTheyAre() {
        beat("a", "ready");
        await().until(() -> healthy(false).getValue().size() == 1);

        var services = consul.getCatalogServices(CatalogServicesRequest.newBuilder().build());
        var found = consul.getCatalogService(service, CatalogServiceRequest.newBuilder().build());

        assertThat(services.getValue()).containsEntry(service, List.of("9.9.9"));
        assertThat(found.getValue())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getServiceId()).isEqualTo(service + "-a");
                    assertThat(one.getServiceAddress()).isEqualTo("10.0.0.7");
                    assertThat(one.getServicePort()).isEqualTo(8082);
                });
    }

    @Test
    void tokenOfAnotherRoleIsRefused() {
        var sender = client(SUITE.token("konbini", Role.LOG_SENDER));
        var request = HealthServicesRequest.newBuilder().build();

        assertThatThrownBy(() -> sender.getHealthServices(service, request))
                .isInstanceOfSatisfying(
                        OperationException.class,
                        refusal -> assertThat(refusal.getStatusCode()).isEqualTo(403));
    }

    @Test
    void whatIsWrongIsNamed() {
        var api = new OperatorApi(http, SUITE);

        for (var parameter : List.of("index", "wait")) {
            var answer = api.call("/v1/health/service/x?%s=soon".formatted(parameter));

            assertThat(answer).hasStatus(400);
            assertThat(answer)
                    .bodyJson()
                    .extractingPath("$.errors[0].parameter")
                    .isEqualTo(parameter);
        }
    }

    private Response<List<HealthService>> healthy(boolean passing) {
        return healthy(passing, -1, -1);
    }

    private Response<List<HealthService>> healthy(boolean passing, long wait, long index) {
        return consul.getHealthServices(
                service,
                HealthServicesRequest.newBuilder()
                        .setPassing(passing)
                        .setQueryParams(new QueryParams(wait, index))
                        .build());
    }

    private void beat(String name, String state) {
        beat(name, state, 60_000);
    }

    private void beat(String name, String state, long intervalMillis) {
        var heartbeat =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(new Contract("heartbeats").example("heartbeat"));
        var instance = service + "-" + name;
        heartbeat
                .put("service", service)
                .put("instance", instance)
                .put("version", "9.9.9")
                .put("host", "10.0.0.7")
                .put("port", 8082)
                .put("state", state)
                .put("intervalMillis", intervalMillis)
                .put("time", Instant.now().toString());
        SUITE.send("heartbeats", instance, Map.of(), heartbeat.toString());
    }
}
