package dev.konbini.cli.service;

import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.PrivateFiles;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuitePorts;
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
        DataFolder data, SuitePorts ports, Endpoints endpoints, Credentials credentials) {

    private static final String LOOPBACK = "127.0.0.1";

    /// Where the servers under the services are.
    ///
    /// @param kafka `HOST:PORT`, several by commas
    public record Endpoints(String mongodbUri, String kafka, String elasticsearch) {}

    /// Writes the service's settings to its file.
    public Path write(Service service) {
        var file = data.config(service);
        PrivateFiles.write(file, render(settings(service)));
        return file;
    }

    /// All settings of the service.
    Map<String, String> settings(Service service) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", LOOPBACK);
        settings.put("server.port", Integer.toString(ports.of(service)));
        settings.put("management.server.address", LOOPBACK);
        settings.put("management.server.port", Integer.toString(ports.managementOf(service)));
        settings.put("spring.mongodb.uri", endpoints.mongodbUri());
        settings.put("spring.kafka.bootstrap-servers", endpoints.kafka());
        settings.put("spring.elasticsearch.uris", endpoints.elasticsearch());
        settings.put("konbini.access.keys", location(credentials.accessKeys()));
        settings.put("konbini.telemetry.spool-directory", data.spool(service).toString());
        settings.putAll(ownSettings(service));
        return settings;
    }

    private Map<String, String> ownSettings(Service service) {
        return switch (service) {
            case COMMERCE ->
                    Map.of(
                            "konbini.offers.signing-key",
                            location(credentials.offerSigningKey()),
                            "konbini.commerce.transaction-service-uri",
                            uri(Service.TRANSACTION));
            case TRANSACTION ->
                    Map.of(
                            "konbini.offers.verification-keys",
                            location(credentials.offerVerificationKeys()));
            case LOGGING -> Map.of();
            case GATEWAY -> replicas();
        };
    }

    private Map<String, String> replicas() {
        var settings = new LinkedHashMap<String, String>();
        for (var service : Service.values()) {
            if (service != Service.GATEWAY) {
                settings.put(
                        "konbini.gateway.services." + service.shortName() + ".replicas[0]",
                        uri(service));
            }
        }
        return settings;
    }

    private String uri(Service service) {
        return "http://" + LOOPBACK + ":" + ports.of(service);
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
