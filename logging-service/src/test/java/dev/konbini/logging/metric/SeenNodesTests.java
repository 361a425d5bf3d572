package dev.konbini.logging.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.metric.SeenNodes.Node;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeenNodesTests {

    @Test
    void knowsWhatItHasSeenAndNothingElse() {
        var seen = new SeenNodes(10_000);
        for (var i = 0; i < 5_000; i++) {
            seen.add(node("series-2026.11", "a." + i));
            seen.add(node("series-2026.11", "a." + i));
        }

        assertThat(seen.size()).isEqualTo(5_000);
        for (var i = 0; i < 5_000; i++) {
            assertThat(seen.contains(node("series-2026.11", "a." + i))).isTrue();
            assertThat(seen.contains(node("series-2026.12", "a." + i))).isFalse();
            assertThat(seen.contains(node("series-2026.11", "b." + i))).isFalse();
        }
    }

    @Test
    void forgetsAllRatherThanRememberTooMany() {
        var seen = new SeenNodes(100);
        for (var i = 0; i < 101; i++) {
            seen.add(node("series-2026.11", "a." + i));
        }

        seen.add(node("series-2026.11", "a.100"));

        assertThat(seen.size()).isEqualTo(1);
        assertThat(seen.contains(node("series-2026.11", "a.100"))).isTrue();
        assertThat(seen.contains(node("series-2026.11", "a.99"))).isFalse();
    }

    @Test
    void nodesThatMeetInOneSlotAreToldApart() {
        var seen = new SeenNodes(100);
        seen.add(new Node(1, 7));
        seen.add(new Node(3, 7));

        assertThat(seen.contains(new Node(1, 7))).isTrue();
        assertThat(seen.contains(new Node(3, 7))).isTrue();
        assertThat(seen.contains(new Node(5, 7))).isFalse();
    }

    @Test
    void knowsWhatWasSaidOfANodeLast() {
        var seen = new SeenNodes(10);
        var series = new SeriesId("shop", "a.count");
        var last = SeenNodes.node("series-2026.11", series, Optional.of(Measure.LAST));
        var sum = SeenNodes.node("series-2026.11", series, Optional.of(Measure.SUM));
        var nothing = SeenNodes.node("series-2026.11", series, Optional.empty());

        seen.add(nothing);
        assertThat(seen.contains(last)).isFalse();
        seen.add(last);
        seen.add(nothing);
        assertThat(seen.contains(last)).isTrue();
        assertThat(seen.contains(nothing)).isTrue();
        seen.add(sum);
        assertThat(seen.contains(last)).isFalse();
        assertThat(seen.size()).isOne();
    }

    private static Node node(String index, String path) {
        return SeenNodes.node(index, new SeriesId("shop", path), Optional.empty());
    }
}
