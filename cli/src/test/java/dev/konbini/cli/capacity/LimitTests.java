package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.capacity.Course.Moment;
import dev.konbini.cli.capacity.Limit.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitTests {

    private static final ClusterUse ELASTICSEARCH = new ClusterUse(1.44, 2, 3, 5);

    @Test
    void isWhatTheConsumersSpendMostOfTheirTimeOn() {
        assertThat(limit(5_000, new Shares(0.5, 0.3, 0.2)).kind()).isEqualTo(Kind.ELASTICSEARCH);
        assertThat(limit(5_000, new Shares(0.3, 0.5, 0.2)).kind()).isEqualTo(Kind.REPLICAS);
        assertThat(limit(5_000, new Shares(0.2, 0.3, 0.5)).kind()).isEqualTo(Kind.KAFKA);
        assertThat(limit(5_000, null).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void isTheSenderWhereverNothingWaits() {
        var limit = limit(3, new Shares(0.9, 0.1, 0));

        assertThat(limit.kind()).isEqualTo(Kind.SENDER);
        assertThat(limit.isLowerBound()).isTrue();
        assertThat(limit.meaning()).contains("the least");
        assertThat(limit.evidence().getFirst()).startsWith("at 100 % of the moments");
    }

    @Test
    void figureIsNoLowerBoundWhereSomethingAlwaysWaits() {
        assertThat(limit(5_000, new Shares(0.5, 0.3, 0.2)).isLowerBound()).isFalse();
    }

    @Test
    void evidenceNamesWhatWasSeen() {
        assertThat(limit(5_000, new Shares(0.5, 0.3, 0.2)).evidence())
                .containsExactly(
                        "the consumers waited for Elasticsearch 50 % of their time and for Kafka 20 %, and worked 30 %",
                        "Elasticsearch used 1.4 of 2 cores, had up to 3 writes waiting and refused 5");
    }

    @Test
    void fullMachineIsNamed() {
        var use = new ReplicaUse("a:1", 10, 12, 2, 6, 1, 0.54, 0.02, 4_321, 0.97);

        var limit = Limit.of(course(5_000), new Shares(0.5, 0.3, 0.2), List.of(use), ELASTICSEARCH);

        assertThat(limit.evidence().getLast())
                .contains("0.5 cores", "2.0 % of the time", "4,321 lines", "97 % busy");
    }

    private static Limit limit(long waiting, @Nullable Shares shares) {
        return Limit.of(course(waiting), shares, List.of(), ELASTICSEARCH);
    }

    private static Course course(long waiting) {
        return new Course(
                List.of(
                        new Moment(0, 0, waiting, 0),
                        new Moment(1_000_000_000, 10_000, waiting, 0)));
    }
}
