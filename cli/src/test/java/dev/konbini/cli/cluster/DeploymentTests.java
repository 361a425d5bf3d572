package dev.konbini.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DeploymentTests {

    @Test
    void mannersOfItsReplicasAreRead() {
        var deployment =
                deployment(
                        """
                        "lifecycle": {"preStop": {"sleep": {"seconds": 5}}},
                        "readinessProbe": {"httpGet": {"path": "/ready"}},
                        "env": [{"name": "A", "value": "1"}, {"name": "B", "valueFrom": {}}],
                        """,
                        2);

        assertThat(deployment.preStop()).isTrue();
        assertThat(deployment.readinessPath()).isEqualTo("/ready");
        assertThat(deployment.settings()).containsOnlyKeys("A");
        assertThat(deployment.maxUnavailable()).isEqualTo("0");
        assertThat(deployment.version()).isEqualTo("0.2.0");
    }

    @Test
    void whatIsNotWrittenIsWhatKubernetesTakes() {
        var deployment = deployment("", 2);

        assertThat(deployment.preStop()).isFalse();
        assertThat(deployment.readinessPath()).isEmpty();
    }

    @Test
    void replicasOfTheVersionBeforeAreAsRollThatIsNotThrough() {
        assertThat(deployment("", 2).settled()).isTrue();
        assertThat(deployment("", 1).settled()).isFalse();
    }

    private static Deployment deployment(String container, int updated) {
        return Deployment.from(
                JsonMapper.shared()
                        .readTree(
                                """
                                {"metadata": {"name": "gateway", "generation": 3},
                                 "spec": {"replicas": 2,
                                   "strategy": {"rollingUpdate": {"maxUnavailable": 0}},
                                   "template": {"spec": {"containers": [{%s "image": "konbini/gateway:0.2.0"}]}}},
                                 "status": {"replicas": 2, "readyReplicas": 2, "updatedReplicas": %d, "observedGeneration": 3}}
                                """
                                        .formatted(container, updated)));
    }
}
