package dev.konbini.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
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

        assertThat(ports.of(Service.COMMERCE)).isEqualTo(9081);
        assertThat(ports.managementOf(Service.COMMERCE)).isEqualTo(9181);
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
        assertThat(SuitePorts.free().byName().keySet())
                .isEqualTo(SuitePorts.usual().byName().keySet());
    }
}
