package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.cluster.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MannersTests {

    private static final String READINESS = "/actuator/health/readiness";

    @Test
    void findsNothingAgainstWhatTheChartInstalls() {
        var good = deployment(2, 2, true, "0", true, READINESS, Map.of());

        assertThat(Manners.now(good)).isEmpty();
        assertThat(Manners.whenReplaced(good, "as it runs")).isEmpty();
    }

    @Test
    void refusesAServiceThatIsSwitchedOff() {
        assertThat(Manners.now(deployment(0, 0, true, "0", true, READINESS, Map.of())))
                .singleElement()
                .asString()
                .contains("gateway has no replicas", "replicas to 2 or more");
    }

    @Test
    void replacesASingleReplicaWhichServesUntilTheNewOneDoes() {
        assertThat(Manners.now(deployment(1, 1, true, "0", true, READINESS, Map.of()))).isEmpty();
    }

    @Test
    void refusesReplicasThatAreNotReady() {
        assertThat(Manners.now(deployment(3, 2, false, "0", true, READINESS, Map.of())))
                .singleElement()
                .asString()
                .contains("2 of 3 replicas ready");
    }

    @Test
    void refusesWhatIsBeingRolled() {
        assertThat(Manners.now(deployment(2, 2, false, "0", true, READINESS, Map.of())))
                .singleElement()
                .asString()
                .contains("being rolled already");
    }

    @Test
    void refusesToTakeReplicasAwayBeforeNewOnesAreReady() {
        assertThat(when(deployment(2, 2, true, "25%", true, READINESS, Map.of())))
                .contains("in the chart", "maxUnavailable is 25%");
    }

    @Test
    void refusesReplicasThatAreToldToGoWhileRequestsAreSentToThem() {
        assertThat(when(deployment(2, 2, true, "0%", false, READINESS, Map.of())))
                .contains("has no preStop");
    }

    @Test
    void refusesAReadinessThatIsNotTheReplicasOwn() {
        assertThat(when(deployment(2, 2, true, "0", true, "/healthz", Map.of())))
                .contains("\"/healthz\"");
        assertThat(
                        when(
                                deployment(
                                        2,
                                        2,
                                        true,
                                        "0",
                                        true,
                                        READINESS,
                                        Map.of(
                                                "MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE",
                                                "ping"))))
                .contains("READINESS_INCLUDE is set");
    }

    private static String when(Deployment deployment) {
        var reasons = Manners.whenReplaced(deployment, "in the chart");
        assertThat(reasons).hasSize(1);
        return reasons.getFirst();
    }

    private static Deployment deployment(
            int replicas,
            int ready,
            boolean settled,
            String maxUnavailable,
            boolean preStop,
            String readinessPath,
            Map<String, String> settings) {
        return new Deployment(
                "gateway",
                "konbini/gateway:1",
                replicas,
                ready,
                settled,
                maxUnavailable,
                preStop,
                readinessPath,
                settings);
    }
}
