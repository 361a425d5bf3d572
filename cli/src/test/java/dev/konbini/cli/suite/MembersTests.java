package dev.konbini.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import org.junit.jupiter.api.Test;

class MembersTests {

    private static final SuiteSettings HA = SuiteSettings.usual().withHa(true);

    @Test
    void serverStandsForAllItsMembers() {
        assertThat(Members.named("kafka", HA)).containsExactly("kafka-1", "kafka-2", "kafka-3");
        assertThat(Members.named("kafka", SuiteSettings.usual())).containsExactly("kafka");
        assertThat(Members.named("elasticsearch", HA)).containsExactly("elasticsearch");
    }

    @Test
    void oneOfSeveralIsKnownWhereThereAreSeveral() {
        assertThat(Members.named("mongodb-3", HA)).containsExactly("mongodb-3");
        assertThatThrownBy(() -> Members.named("mongodb-3", SuiteSettings.usual()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no member called 'mongodb-3'");
        assertThatThrownBy(() -> Members.named("mongodb-4", HA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("mongodb-1, mongodb-2, mongodb-3, kafka-1");
    }

    @Test
    void doorIsKnownWhereThereAreSeveralGateways() {
        assertThat(Members.named("door", SuiteSettings.usual().withReplicas(2)))
                .containsExactly("door");
        assertThatThrownBy(() -> Members.named("door", SuiteSettings.usual()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no member called 'door'");
    }

    @Test
    void whatSomebodyElseRunsIsOne() {
        var settings = HA.withExternal(Server.KAFKA, "broker:9092");

        assertThat(Members.named("kafka", settings)).containsExactly("kafka");
        assertThat(settings.members(Server.MONGODB)).hasSize(3);
    }
}
