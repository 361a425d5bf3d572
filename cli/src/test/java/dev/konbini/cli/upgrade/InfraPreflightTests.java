package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.SuitePorts;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.up.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfraPreflightTests {

    @TempDir private Path directory;

    @Test
    void oneOfEachIsRefusedWithTheWayToThree() {
        assertThat(reasons(SuiteSettings.usual()))
                .singleElement()
                .asString()
                .contains("one MongoDB and one Kafka", "./konbini up --ha");
    }

    @Test
    void whatSomebodyElseRunsIsRefused() {
        assertThat(reasons(ha().withExternal(Server.KAFKA, "broker:9092")))
                .containsExactly("Kafka is run by somebody else, who has to replace it.");
    }

    @Test
    void everyMemberThatDoesNotRunIsNamed() {
        assertThat(reasons(ha()))
                .anyMatch(reason -> reason.startsWith("gateway does not run."))
                .anyMatch(reason -> reason.startsWith("mongodb-2 does not run."))
                .anyMatch(reason -> reason.startsWith("kafka-3 does not run."))
                .anyMatch(reason -> reason.startsWith("elasticsearch does not run."));
    }

    private static SuiteSettings ha() {
        var settings = SuiteSettings.usual().withHa(true);
        return settings.withPorts(SuitePorts.free(settings.ports()));
    }

    private List<String> reasons(SuiteSettings settings) {
        var installation = new Installation(directory, Map.of());
        return new InfraPreflight(new Suite(installation, new DataFolder(directory), settings))
                .reasons();
    }
}
