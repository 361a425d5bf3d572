package dev.konbini.cli.server;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.local.ElasticsearchServer;
import dev.konbini.servers.local.ExternalServers;
import dev.konbini.servers.local.Home;
import dev.konbini.servers.local.KafkaServer;
import dev.konbini.servers.local.LocalServer;
import dev.konbini.servers.local.MongoServer;
import dev.konbini.servers.local.Progress;
import dev.konbini.servers.local.RunningServer;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The servers of one suite.
public final class ServerProcesses {

    private static final String LOOPBACK = "127.0.0.1:";

    private final DataFolder data;
    private final SuiteSettings settings;

    public ServerProcesses(DataFolder data, SuiteSettings settings) {
        this.data = data;
        this.settings = settings;
    }

    /// The running process of a server of this suite's own, ready or not.
    public Optional<ManagedProcess> running(Server server) {
        return ManagedProcess.find(data.run(), server.id()).filter(ManagedProcess::alive);
    }

    /// Starts the server unless it runs, or checks the one that somebody else runs; returns when it
    /// answers.
    ///
    /// @throws ServerException if it does not come to answer
    public RunningServer start(Server server, Guardian guardian, Progress progress) {
        return settings.external(server)
                .map(address -> check(server, address))
                .orElseGet(() -> local(server).start(guardian, progress));
    }

    /// Whether the server answers now.
    public boolean answers(Server server) {
        try {
            check(server, settings.external(server).orElseGet(() -> ownAddress(server)));
            return true;
        } catch (ServerException silent) {
            return false;
        }
    }

    /// Where clients find the server; known before it runs but for MongoDB, whose address depends
    /// on what can be had to run it.
    public String address(Server server) {
        return settings.external(server).orElseGet(() -> ownAddress(server));
    }

    /// The ports that the server needs for itself.
    public List<Integer> ports(Server server) {
        var ports = settings.ports();
        return switch (server) {
            case MONGODB -> List.of(ports.of("mongodb"));
            case KAFKA -> List.of(ports.of("kafka"), ports.of("kafka-controller"));
            case ELASTICSEARCH ->
                    List.of(ports.of("elasticsearch"), ports.of("elasticsearch-transport"));
        };
    }

    /// Deletes what the suite's own servers have stored. They must not run.
    public void purge() {
        for (var server : Server.values()) {
            try {
                local(server).purge();
            } catch (IOException e) {
                throw Refusal.failed(
                        "The data of %s cannot be removed (%s). Remove it by hand."
                                .formatted(server.title(), e.getMessage()));
            }
        }
    }

    private String ownAddress(Server server) {
        var ports = settings.ports();
        return switch (server) {
            case MONGODB ->
                    "mongodb://" + LOOPBACK + ports.of("mongodb") + "/?directConnection=true";
            case KAFKA -> LOOPBACK + ports.of("kafka");
            case ELASTICSEARCH -> "http://" + LOOPBACK + ports.of("elasticsearch");
        };
    }

    private static RunningServer check(Server server, String address) {
        return switch (server) {
            case MONGODB -> ExternalServers.mongodb(address);
            case KAFKA -> ExternalServers.kafka(address);
            case ELASTICSEARCH -> ExternalServers.elasticsearch(address);
        };
    }

    private LocalServer local(Server server) {
        var home = new Home(data.root());
        var cache = Cache.standard();
        var ports = settings.ports();
        return switch (server) {
            case MONGODB -> new MongoServer(cache, home, ports.of("mongodb"));
            case KAFKA ->
                    new KafkaServer(cache, home, ports.of("kafka"), ports.of("kafka-controller"));
            case ELASTICSEARCH ->
                    new ElasticsearchServer(
                            cache,
                            home,
                            ports.of("elasticsearch"),
                            ports.of("elasticsearch-transport"));
        };
    }
}
