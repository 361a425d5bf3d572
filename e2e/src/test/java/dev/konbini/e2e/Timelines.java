package dev.konbini.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Reads what the suite knows of orders.
///
/// @param gateway where to ask
record Timelines(Gateway gateway) {

    /// What happens to each order that goes well, in the order in which it happens.
    static final List<String> EVENTS =
            List.of(
                    "dev.konbini.order.placed",
                    "dev.konbini.payment.authorized",
                    "dev.konbini.order.confirmed");

    private static final Duration PAUSE = Duration.ofMillis(100);

    /// Waits until the timeline of `order` is as it should be.
    JsonNode await(String order, Duration patience, Predicate<JsonNode> whole) {
        var deadline = System.nanoTime() + patience.toNanos();
        var last = "never asked";
        while (System.nanoTime() < deadline) {
            var answer = gateway.get("/api/timeline/orders/" + order);
            if (answer.status() == 200 && whole.test(answer.json())) {
                return answer.json();
            }
            last = answer.status() + " " + answer.body();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError(
                "The timeline of %s is not whole after %s: %s".formatted(order, patience, last));
    }

    /// Waits until `order` has all its events, and a line of each of `services`; then checks that
    /// nothing is there twice.
    JsonNode awaitOnce(String order, Duration patience, String... services) {
        var timeline =
                await(
                        order,
                        patience,
                        seen ->
                                types(seen).containsAll(EVENTS)
                                        && speakers(seen).containsAll(List.of(services)));
        assertThat(types(timeline)).as("events of %s", order).containsExactlyElementsOf(EVENTS);
        assertThat(timeline.path("items").valueStream().map(item -> item.path("id").asString()))
                .as("items of %s", order)
                .doesNotHaveDuplicates();
        return timeline;
    }

    static List<String> types(JsonNode timeline) {
        return timeline.path("items")
                .valueStream()
                .filter(item -> !item.path("kind").asString().equals("log"))
                .map(item -> item.path("type").asString())
                .toList();
    }

    /// The services that have written a line.
    static List<String> speakers(JsonNode timeline) {
        return timeline.path("items")
                .valueStream()
                .filter(item -> item.path("kind").asString().equals("log"))
                .map(item -> item.path("service").asString())
                .distinct()
                .toList();
    }
}
