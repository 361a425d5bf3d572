package dev.konbini.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.util.HashMap;
import java.util.List;
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
    void freePortsCoverEveryName() {
        var wanted = SuitePorts.usual().withReplicas(2).withServers(3);

        assertThat(SuitePorts.free(wanted).byName().keySet()).isEqualTo(wanted.byName().keySet());
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
    void eachOfSeveralServersHasItsOwnPortsAndReplicasLeaveThemAlone() {
        var ports = SuitePorts.usual().withServers(3).withReplicas(2);

        assertThat(ports.of("mongodb", 1)).isEqualTo(27_117);
        assertThat(ports.of("mongodb", 3)).isEqualTo(27_137);
        assertThat(ports.of("kafka", 2)).isEqualTo(19_102);
        assertThat(ports.of("kafka-controller", 3)).isEqualTo(19_113);
        assertThat(ports.withReplicas(1).withServers(1)).isEqualTo(SuitePorts.usual());
    }

    @Test
    void serverKeepsThePortThatItWasGiven() {
        var ports = SuitePorts.usual().withServers(3).with(Map.of("kafka-2", 9999));

        assertThat(ports.withServers(3).of("kafka", 2)).isEqualTo(9999);
    }

    @Test
    void suiteFromBeforeReceiversHasNoneUntilOneIsNamed() {
        var names = new HashMap<>(SuitePorts.usual().byName());
        names.keySet().removeAll(List.of("syslog", "forward", "graphite", "statsd"));
        var old = new SuitePorts(names);

        assertThat(old.receivers(new Replica(Service.LOGGING, 1))).isEmpty();
        assertThat(old.with(Map.of("syslog", 1514)).receivers(new Replica(Service.LOGGING, 1)))
                .containsExactly(Map.entry("syslog", 1514));
    }

    @Test
    void receiversAreOfTheFirstLoggingServiceAlone() {
        var ports = SuitePorts.usual().withReplicas(2);

        assertThat(ports.receivers(new Replica(Service.LOGGING, 1)))
                .containsExactly(
                        Map.entry("forward", 24_224),
                        Map.entry("graphite", 2003),
                        Map.entry("statsd", 8125),
                        Map.entry("syslog", 5140));
        assertThat(ports.receivers(new Replica(Service.LOGGING, 2))).isEmpty();
        assertThat(ports.receivers(new Replica(Service.GATEWAY, 1))).isEmpty();
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
