package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.upgrade.Tally.Event;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTests {

    private static final String PLACED = "dev.konbini.order.placed";
    private static final String AUTHORIZED = "dev.konbini.payment.authorized";
    private static final String CONFIRMED = "dev.konbini.order.confirmed";

    @Test
    void documentsAreComparedOneByOne() {
        var tally =
                Tally.ofDocuments("MongoDB", Set.of("a", "b", "c"), List.of("a", "c", "c", "x"));

        assertThat(tally.lost()).containsExactly("b");
        assertThat(tally.twice()).containsExactly("c");
        assertThat(tally.expected()).isEqualTo(3);
        assertThat(tally.isClean()).isFalse();
    }

    @Test
    void orderWithEachOfItsEventsOnceIsWhole() {
        assertThat(Tally.ofEvents("Kafka", Set.of("a"), whole("a")).isClean()).isTrue();
    }

    @Test
    void eventDeliveredAgainUnderItsIdIsStillOne() {
        var events = Stream.concat(whole("a"), Stream.of(new Event("a", CONFIRMED, "a3")));

        assertThat(Tally.ofEvents("Kafka", Set.of("a"), events).isClean()).isTrue();
    }

    @Test
    void secondEventOfOneTypeIsTwice() {
        var events = Stream.concat(whole("a"), Stream.of(new Event("a", CONFIRMED, "other")));

        assertThat(Tally.ofEvents("Kafka", Set.of("a"), events).twice()).containsExactly("a");
    }

    @Test
    void orderThatLacksOneEventIsLost() {
        var events = whole("a").filter(event -> !event.type().equals(AUTHORIZED));

        assertThat(Tally.ofEvents("Elasticsearch", Set.of("a", "b"), events).lost())
                .containsExactly("a", "b");
    }

    private static Stream<Event> whole(String order) {
        return Stream.of(
                new Event(order, PLACED, order + "1"),
                new Event(order, AUTHORIZED, order + "2"),
                new Event(order, CONFIRMED, order + "3"));
    }
}
