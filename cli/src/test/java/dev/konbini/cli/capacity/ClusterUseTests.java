package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.capacity.ClusterUse.Counters;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ClusterUseTests {

    @Test
    void nodesAreAddedUp() {
        var counters =
                counters(
                        """
                        {"nodes":{
                          "a":{"process":{"cpu":{"total_in_millis":7000}},
                               "thread_pool":{"write":{"threads":2,"queue":3,"active":2,"rejected":1}}},
                          "b":{"process":{"cpu":{"total_in_millis":500}},
                               "thread_pool":{"write":{"threads":2,"queue":1,"active":0,"rejected":4}}}}}
                        """);

        assertThat(counters).isEqualTo(new Counters(7_500, 5, 4));
    }

    @Test
    void useIsWhatChanged() {
        var use =
                ClusterUse.between(new Counters(1_000, 5, 0), new Counters(16_000, 7, 0), 10, 2, 4);

        assertThat(use).isEqualTo(new ClusterUse(1.5, 2, 4, 2));
    }

    @Test
    void nodeThatWasStartedAnewDoesNotMakeItLessThanNothing() {
        var use = ClusterUse.between(new Counters(9_000, 5, 0), new Counters(10, 0, 0), 10, 2, 0);

        assertThat(use).isEqualTo(new ClusterUse(0, 2, 0, 0));
    }

    private static Counters counters(String json) {
        return Counters.from(JsonMapper.shared().readTree(json));
    }
}
