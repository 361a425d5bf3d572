package dev.konbini.cli.service;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.PrivateFiles;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import java.io.IOException;
import java.nio.file.Files;
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

    private static final int BEYOND_ASCII = 0x80;

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
            case LOGGING -> receivers(suite.ports().receivers(replica));
            case GATEWAY -> replicas();
        };
    }

    /// Syslog wants the token in the messages. The forward protocol has no place for one, so the
    /// token is its shared key, and what comes is the suite's tenant's.
    private Map<String, String> receivers(Map<String, Integer> ports) {
        var settings = new LinkedHashMap<String, String>();
        var syslog = ports.get("syslog");
        if (syslog != null) {
            settings.put("konbini.syslog.tcp-port", syslog.toString());
            settings.put("konbini.syslog.udp-port", syslog.toString());
        }
        var forward = ports.get("forward");
        if (forward != null) {
            settings.put("konbini.forward.port", forward.toString());
            settings.put("konbini.forward.shared-key", logToken());
            settings.put("konbini.forward.tenant", Credentials.TENANT);
        }
        var graphite = ports.get("graphite");
        if (graphite != null) {
            settings.put("konbini.metrics.intake.graphite-port", graphite.toString());
        }
        var statsd = ports.get("statsd");
        if (statsd != null) {
            settings.put("konbini.metrics.intake.statsd-port", statsd.toString());
        }
        return settings;
    }

    private String logToken() {
        try {
            return Files.readString(credentials.logToken()).strip();
        } catch (IOException e) {
            throw Refusal.failed(
                    "%s cannot be read (%s).".formatted(credentials.logToken(), e.getMessage()));
        }
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

    /// As a `.properties` file; keys are plain, so only values need escaping.
    static String render(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> each.getKey() + "=" + escaped(each.getValue()) + "\n")
                .collect(
                        Collectors.joining(
                                "",
                                "# Written by ./konbini up at every start: edits are lost.\n",
                                ""));
    }

    /// A folder may be called as people like, and such a file is read as Latin-1.
    private static String escaped(String value) {
        return value.chars()
                .mapToObj(each ->
                        each == '\\'
                                ? "\\\\"
                                : each < BEYOND_ASCII
                                        ? Character.toString(each)
                                        : "\\u%04x".formatted(each))
                .collect(Collectors.joining());
    }
}
