package dev.konbini.logging.door.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Bridge;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.Suite;
import dev.konbini.logging.door.DoorProperties;
import dev.konbini.logging.door.DoorTo;
import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;

class KafkaAwayIT extends LoggingIT {

    private static final int LINES = 20;

    @Autowired private ApplicationContext service;
    @Autowired private Bodies bodies;
    @Autowired private DoorProperties properties;

    private final String tenant = newTenant();

    @Test
    void senderIsAskedToComeBackAndTheRepeatMakesNoDouble() throws Exception {
        var bridge = new Bridge(Suite.KAFKA);
        try (bridge;
                var door = new DoorTo(bridge.address(), SUITE, service)) {
            var away = door(door);
            var began = System.nanoTime();

            var refused = post(away);

            assertThat(refused).hasStatus(503);
            assertThat(refused).headers().hasValue("Retry-After", "5");
            assertThat(refused)
                    .bodyJson()
                    .extractingPath("$.type")
                    .asString()
                    .endsWith("/intake-unavailable");
            // Once for all lines, not for each.
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(LINES / 2));

            bridge.open();
            for (var i = 0; i < 2; i++) {
                await().until(() -> post(away).getResponse().getStatus() == 202);
            }

            await().until(() -> SUITE.count("logs-" + tenant + "-*") == LINES);
            await().during(Duration.ofSeconds(1))
                    .until(() -> SUITE.count("logs-" + tenant + "-*") == LINES);
        }
    }

    private MvcTestResult post(MockMvcTester away) {
        return away.post()
                .uri("/api/logs")
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "k")
                .content(
                        "{\"@timestamp\":\"2026-11-22T03:04:05Z\",\"message\":\"one\"}\n"
                                .repeat(LINES))
                .exchange();
    }

    private MockMvcTester door(DoorTo door) {
        return MockMvcTester.create(
                MockMvcBuilders.standaloneSetup(
                                new LinesController(bodies, door.takeLines(), properties))
                        .setHandlerExceptionResolvers(
                                service.getBean(
                                        "handlerExceptionResolver", HandlerExceptionResolver.class))
                        .setCustomArgumentResolvers(sender())
                        .build());
    }

    private HandlerMethodArgumentResolver sender() {
        return new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Caller.class;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    @Nullable ModelAndViewContainer container,
                    NativeWebRequest request,
                    @Nullable WebDataBinderFactory binders) {
                return new Caller("till", Set.of(Role.LOG_SENDER), tenant);
            }
        };
    }
}
