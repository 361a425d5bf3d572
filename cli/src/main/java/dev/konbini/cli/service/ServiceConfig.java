package dev.konbini.cli.service;

import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.PrivateFiles;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The settings that a service of this suite is started with.
///
/// They are handed over as a file that only its owner may read, so that no address with a password
/// in it is seen in a list of processes.
///
/// @param endpoints where the servers are
public record ServiceConfig(
        DataFolder data, SuiteSettings suite, Endpoints endpoints, Credentials credentials) {

    private static final String LOOPBACK = "127.0.0.1";

    /// Four times the interval at which gateways and the door ask for readiness.
    private static final String UNREADY_FOR = "2s";

    /// Where the servers under the services are.
    ///
    /// @param kafka `HOST:PORT`, several by commas
    public record Endpoints(String mongodbUri, String kafka, String elasticsearch) {}

    /// Writes the replica's settings to its file.
    public Path write(Replica replica) {
        var file = data.config(replica);
        PrivateFiles.write(file, render(settings(replica)));
        return file;
    }

    /// All settings of the replica.
    Map<String, String> settings(Replica replica) {
        var ports = suite.ports();
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", LOOPBACK);
        settings.put("server.port", Integer.toString(ports.of(replica)));
        settings.put("management.server.address", LOOPBACK);
        settings.put("management.server.port", Integer.toString(ports.managementOf(replica)));
        settings.put("spring.mongodb.uri", endpoints.mongodbUri());
        settings.put("spring.kafka.bootstrap-servers", endpoints.kafka());
        settings.put("spring.elasticsearch.uris", endpoints.elasticsearch());
        settings.put("konbini.access.keys", location(credentials.accessKeys()));
        settings.put("konbini.telemetry.spool-directory", data.spool(replica).toString());
        if (suite.replicas() > 1) {
            settings.put("konbini.drain.unready-for", UNREADY_FOR);
        }
        settings.putAll(ownSettings(replica));
        return settings;
    }

    private Map<String, String> ownSettings(Replica replica) {
        return switch (replica.service()) {
            case COMMERCE ->
                    Map.of(
                            "konbini.offers.signing-key",
                            location(credentials.offerSigningKey()),
                            "konbini.commerce.transaction-service-uri",
                            stock());
            case TRANSACTION ->
                    Map.of(
                            "konbini.offers.verification-keys",
                            location(credentials.offerVerificationKeys()));
            case LOGGING -> replica.number() == 1 ? sockets() : Map.of();
            case GATEWAY -> replicas();
        };
    }

    /// Where senders that know no tokens are taken from: on one replica, because a port is one's.
    private Map<String, String> sockets() {
        return Map.of(
                "konbini.metrics.intake.graphite-port",
                Integer.toString(suite.ports().of("graphite")),
                "konbini.metrics.intake.statsd-port",
                Integer.toString(suite.ports().of("statsd")));
    }

    private Map<String, String> replicas() {
        var settings = new LinkedHashMap<String, String>();
        for (var replica : Replica.all(suite.replicas())) {
            if (replica.service() != Service.GATEWAY) {
                settings.put(
                        "konbini.gateway.services.%s.replicas[%d]"
                                .formatted(replica.service().shortName(), replica.number() - 1),
                        uri(suite.ports().of(replica)));
            }
        }
        return settings;
    }

    /// Where stock is asked for: the one replica that keeps it, or any of several by the public
    /// way.
    private String stock() {
        return uri(
                suite.replicas() == 1
                        ? suite.ports().of(new Replica(Service.TRANSACTION, 1))
                        : suite.ports().gateway());
    }

    private static String uri(int port) {
        return "http://" + LOOPBACK + ":" + port;
    }

    private static String location(Path file) {
        return file.toUri().toString();
    }

    /// As a `.properties` file; keys are plain, so only backslashes in values need escaping.
    static String render(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue().replace("\\", "\\\\") + "\n")
                .collect(
                        Collectors.joining(
                                "",
                                "# Written by ./konbini up at every start: edits are lost.\n",
                                ""));
    }
}
