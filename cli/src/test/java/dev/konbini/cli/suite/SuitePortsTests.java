package dev.konbini.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuitePortsTests {

    @Test
    void innerPortsMoveAlongUnlessNamed() {
        var ports = SuitePorts.usual().with(Map.of("kafka", 9092, "elasticsearch", 9200));

        assertThat(ports.of("kafka-controller")).isEqualTo(9093);
        assertThat(ports.of("elasticsearch-transport")).isEqualTo(9300);
        assertThat(
                        SuitePorts.usual()
                                .with(Map.of("kafka", 9092, "kafka-controller", 9999))
                                .of("kafka-controller"))
                .isEqualTo(9999);
    }

    @Test
    void shorthandNamesTheService() {
        var ports = SuitePorts.usual().with(Map.of("commerce", 9081));

        assertThat(ports.of(new Replica(Service.COMMERCE, 1))).isEqualTo(9081);
        assertThat(ports.managementOf(new Replica(Service.COMMERCE, 1))).isEqualTo(9181);
    }

    @Test
    void unknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> SuitePorts.usual().with(Map.of("mongo", 1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'mongo'")
                .hasMessageContaining("mongodb");
    }

    @Test
    void sharedPortIsRefusedAlsoWhereItIsAnotherOnesManagement() {
        assertThatThrownBy(() -> SuitePorts.usual().with(Map.of("gateway", 8081)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("8081")
                .hasMessageContaining("commerce-service")
                .hasMessageContaining("gateway");
        assertThatThrownBy(() -> SuitePorts.usual().with(Map.of("gateway", 8181)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("commerce-service's management");
    }

    @Test
    void portOutOfRangeIsRefused() {
        assertThatThrownBy(() -> SuitePorts.usual().with(Map.of("gateway", 65_500)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("65600");
    }

    @Test
    void portsRememberedByAnEarlierVersionGetTheNamesThatCameLater() {
        var remembered = new HashMap<>(SuitePorts.usual().byName());
        remembered.remove("graphite");
        remembered.put("statsd", 9125);

        assertThat(new SuitePorts(remembered).of("graphite")).isEqualTo(2003);
        assertThat(new SuitePorts(remembered).of("statsd")).isEqualTo(9125);
    }

    @Test
    void freePortsCoverEveryName() {
        assertThat(SuitePorts.free(2).byName().keySet())
                .isEqualTo(SuitePorts.usual().withReplicas(2).byName().keySet());
    }

    @Test
    void eachReplicaHasItsOwnPortAndGatewaysStandBehindThePublicOne() {
        var ports = SuitePorts.usual().withReplicas(2);

        assertThat(ports.gateway()).isEqualTo(8080);
        assertThat(Replica.of(Service.GATEWAY, 2))
                .extracting(ports::of)
                .containsExactly(8090, 8100);
        assertThat(Replica.of(Service.COMMERCE, 2))
                .extracting(ports::of)
                .containsExactly(8081, 8091);
        assertThat(ports.managementOf(new Replica(Service.COMMERCE, 2))).isEqualTo(8191);
    }

    @Test
    void fewerReplicasGiveTheirPortsBack() {
        assertThat(SuitePorts.usual().withReplicas(3).withReplicas(1))
                .isEqualTo(SuitePorts.usual());
    }

    @Test
    void replicaKeepsThePortThatItWasGiven() {
        var ports = SuitePorts.usual().withReplicas(2).with(Map.of("gateway-2", 9999));

        assertThat(ports.withReplicas(2).of(new Replica(Service.GATEWAY, 2))).isEqualTo(9999);
    }
}
