package dev.konbini.cli.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpCommandTests {

    private static final SuiteSettings RUNNING =
            SuiteSettings.usual().withExternal(Server.KAFKA, "broker:9092");

    @Test
    void whatOnlyAStartBringsAboutIsRefusedWhileMembersRun() {
        refuses("--release", RUNNING.withRelease("0.1.0"));
        refuses("--mongodb-uri", RUNNING.withExternal(Server.MONGODB, "mongodb://db"));
        refuses("--kafka", RUNNING.withExternal(Server.KAFKA, "local"));
        refuses("--elasticsearch", RUNNING.withExternal(Server.ELASTICSEARCH, "http://search"));
        refuses("--memory", RUNNING.withHeap(Service.GATEWAY, 300));
        refuses("--port", RUNNING.withChangedPorts(Map.of("syslog", 1514)));
    }

    @Test
    void whatIsSoAlreadyIsTaken() {
        var wanted =
                RUNNING.withExternal(Server.KAFKA, "broker:9092")
                        .withHeap(Service.GATEWAY, Service.GATEWAY.heapMebibytes())
                        .withChangedPorts(Map.of("syslog", 5140))
                        .withSample(false);

        assertThatCode(() -> UpCommand.requireAsRemembered(RUNNING, wanted))
                .doesNotThrowAnyException();
    }

    private static void refuses(String option, SuiteSettings wanted) {
        assertThatThrownBy(() -> UpCommand.requireAsRemembered(RUNNING, wanted))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("To change " + option + ": ./konbini down");
    }
}
