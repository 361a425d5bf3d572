package dev.konbini.logging.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.membership.Instance;
import dev.konbini.logging.membership.Instance.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OlderReplicasTests {

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0", "0.2.0", "0.2.17-SNAPSHOT", "unknown", ""})
    void olderOnesAndThoseOfAnUnknownVersionAreNamed(String version) {
        assertThat(OlderReplicas.among(List.of(replica(version, State.ALIVE))))
                .containsExactly("one (%s)".formatted(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3.0", "0.3.0-SNAPSHOT", "0.12.1", "1.0.0", "12.0.0"})
    void laterOnesKnow(String version) {
        assertThat(OlderReplicas.among(List.of(replica(version, State.ALIVE)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "GONE"})
    void whatNoLongerRunsDoesNotCount(State state) {
        assertThat(OlderReplicas.among(List.of(replica("0.2.0", state)))).isEmpty();
    }

    @Test
    void otherServicesDoNotCount() {
        assertThat(OlderReplicas.among(List.of(instance("commerce-service", "0.2.0", State.ALIVE))))
                .isEmpty();
    }

    private static Instance replica(String version, State state) {
        return instance("logging-service", version, state);
    }

    private static Instance instance(String service, String version, State state) {
        var now = Instant.EPOCH;
        return new Instance(
                "one", service, version, null, null, state, now, now, now, 0, List.of());
    }
}
