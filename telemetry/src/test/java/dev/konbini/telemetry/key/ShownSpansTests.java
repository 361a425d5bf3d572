package dev.konbini.telemetry.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.telemetry.service.TestService;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

@SpringBootTest(
        classes = {TestService.class, ShownSpansTests.EndedSpans.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "konbini.telemetry.enabled=false",
            "management.server.port=0",
            "spring.kafka.listener.auto-startup=false"
        })
class ShownSpansTests {

    @Autowired private RestClient.Builder client;

    @Autowired private EndedSpans spans;

    @LocalServerPort private int port;

    @Test
    void spansOfServerAndClientHoldNoIdOfACart() {
        client.defaultStatusHandler(status -> true, (_, _) -> {})
                .build()
                .get()
                .uri("http://127.0.0.1:{port}/api/carts/{id}", port, "01a21640-8f1b-7000")
                .retrieve()
                .toBodilessEntity();

        await().until(() -> spans.ended.size() >= 2);
        assertThat(spans.ended)
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain("01a21640"))
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("http.url")))
                .containsExactlyInAnyOrder(
                        "/api/carts/#a1d3c6a589fe",
                        "http://127.0.0.1:" + port + "/api/carts/#a1d3c6a589fe");
    }

    static class EndedSpans implements SpanProcessor {

        private final List<SpanData> ended = new CopyOnWriteArrayList<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
