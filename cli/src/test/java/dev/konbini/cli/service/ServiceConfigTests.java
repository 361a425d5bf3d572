package dev.konbini.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuitePorts;
import dev.konbini.cli.suite.SuiteSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigTests {

    private static final String URI = "mongodb://user:pass\\word@127.0.0.1:27117/?replicaSet=rs0";

    @TempDir private Path directory;

    @Test
    void everyServiceIsToldItsPortsAndServers() throws IOException {
        for (var replica : Replica.all(1)) {
            var settings = written(replica.service());

            assertThat(settings)
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", Integer.toString(SuitePorts.usual().of(replica)))
                    .containsEntry("spring.mongodb.uri", URI)
                    .containsEntry("spring.kafka.bootstrap-servers", "127.0.0.1:19092")
                    .containsKeys("konbini.access.keys", "konbini.telemetry.spool-directory");
        }
    }

    @Test
    void onlyCommerceIsToldWhereThePrivateOfferKeyIs() throws IOException {
        assertThat(written(Service.COMMERCE)).containsKey("konbini.offers.signing-key");
        assertThat(written(Service.TRANSACTION))
                .containsKey("konbini.offers.verification-keys")
                .doesNotContainKey("konbini.offers.signing-key");
    }

    @Test
    void firstReplicaOfLoggingAloneListensForMetrics() {
        assertThat(config(2).settings(new Replica(Service.LOGGING, 1)))
                .containsEntry("konbini.metrics.intake.graphite-port", "2003")
                .containsEntry("konbini.metrics.intake.statsd-port", "8125");
        assertThat(config(2).settings(new Replica(Service.LOGGING, 2)))
                .doesNotContainKeys(
                        "konbini.metrics.intake.graphite-port",
                        "konbini.metrics.intake.statsd-port");
    }

    @Test
    void gatewayIsToldEveryReplica() throws IOException {
        assertThat(written(Service.GATEWAY))
                .containsEntry(
                        "konbini.gateway.services.commerce.replicas[0]", "http://127.0.0.1:8081")
                .containsEntry(
                        "konbini.gateway.services.transaction.replicas[0]", "http://127.0.0.1:8082")
                .containsEntry(
                        "konbini.gateway.services.logging.replicas[0]", "http://127.0.0.1:8083");
    }

    @Test
    void replicasAreAllKnownToEachGatewayAndDrainBeforeTheyGo() {
        var settings = config(2).settings(new Replica(Service.GATEWAY, 2));

        assertThat(settings)
                .containsEntry("server.port", "8100")
                .containsEntry("konbini.drain.unready-for", "2s")
                .containsEntry(
                        "konbini.gateway.services.commerce.replicas[0]", "http://127.0.0.1:8081")
                .containsEntry(
                        "konbini.gateway.services.commerce.replicas[1]", "http://127.0.0.1:8091");
        assertThat(config(2).settings(new Replica(Service.COMMERCE, 1)))
                .containsEntry("konbini.commerce.transaction-service-uri", "http://127.0.0.1:8080");
    }

    @Test
    void firstLoggingServiceAloneTakesLinesByOtherProtocols() throws IOException {
        var config = config(2);

        assertThat(config.settings(new Replica(Service.LOGGING, 1)))
                .containsEntry("konbini.syslog.tcp-port", "5140")
                .containsEntry("konbini.syslog.udp-port", "5140")
                .containsEntry("konbini.forward.port", "24224")
                .containsEntry("konbini.forward.tenant", "konbini")
                .containsEntry(
                        "konbini.forward.shared-key",
                        Files.readString(new DataFolder(directory).logToken()))
                .doesNotContainKey("konbini.syslog.tenant");
        assertThat(config.settings(new Replica(Service.LOGGING, 2)))
                .doesNotContainKeys("konbini.syslog.tcp-port", "konbini.forward.port");
    }

    @Test
    void folderMayBeCalledAsPeopleLike() throws IOException {
        var value = "/home/Jürgen/店 🏪\\x/.konbini/spool";
        var file = ServiceConfig.render(Map.of("folder", value)).getBytes(StandardCharsets.UTF_8);

        var settings = new Properties();
        settings.load(new ByteArrayInputStream(file));

        assertThat(settings).containsEntry("folder", value);
    }

    @Test
    void fileIsForTheOwnerOnly() throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        config(1).write(new Replica(Service.COMMERCE, 1)))))
                .isEqualTo("rw-------");
    }

    private Properties written(Service service) throws IOException {
        var properties = new Properties();
        properties.load(
                new StringReader(Files.readString(config(1).write(new Replica(service, 1)))));
        return properties;
    }

    private ServiceConfig config(int replicas) {
        var data = new DataFolder(directory);
        return new ServiceConfig(
                data,
                SuiteSettings.usual().withReplicas(replicas),
                new ServiceConfig.Endpoints(URI, "127.0.0.1:19092", "http://127.0.0.1:19200"),
                Credentials.prepare(data, Clock.systemUTC()));
    }
}
