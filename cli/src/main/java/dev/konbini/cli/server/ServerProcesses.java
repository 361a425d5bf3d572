package dev.konbini.cli.server;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.local.ElasticsearchServer;
import dev.konbini.servers.local.ExternalServers;
import dev.konbini.servers.local.Home;
import dev.konbini.servers.local.KafkaCluster;
import dev.konbini.servers.local.KafkaServer;
import dev.konbini.servers.local.LocalServer;
import dev.konbini.servers.local.MongoServer;
import dev.konbini.servers.local.MongoSet;
import dev.konbini.servers.local.Progress;
import dev.konbini.servers.local.RunningServer;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The servers of one suite.
public final class ServerProcesses {

    private static final String LOOPBACK = "127.0.0.1:";

    private final DataFolder data;
    private final SuiteSettings settings;

    public ServerProcesses(DataFolder data, SuiteSettings settings) {
        this.data = data;
        this.settings = settings;
    }

    /// The running process of a member of this suite's own, ready or not.
    public Optional<ManagedProcess> running(ServerMember member) {
        return ManagedProcess.find(data.run(), member.name()).filter(ManagedProcess::alive);
    }

    /// Brings into the cache what the member is started from, if it is not there.
    ///
    /// @throws ServerException if it cannot be had
    public void fetch(ServerMember member, Progress progress) {
        if (settings.external(member.server()).isEmpty()) {
            local(member).fetch(progress);
        }
    }

    /// Starts the member unless it runs, or checks the server that somebody else runs; returns when
    /// it answers. Its address is that of all members of its server.
    ///
    /// @throws ServerException if it does not come to answer
    public RunningServer start(ServerMember member, Guardian guardian, Progress progress) {
        return settings.external(member.server())
                .map(address -> check(member.server(), address))
                .orElseGet(() -> local(member).start(guardian, progress));
    }

    /// Whether the member answers now.
    public boolean answers(ServerMember member) {
        return settings.external(member.server())
                .map(address -> isThere(member.server(), address))
                .orElseGet(() -> local(member).answers());
    }

    private static boolean isThere(Server server, String address) {
        try {
            check(server, address);
            return true;
        } catch (ServerException silent) {
            return false;
        }
    }

    /// Where clients find the server; known before it runs but for a MongoDB that is alone, whose
    /// address depends on what can be had to run it.
    public String address(Server server) {
        return settings.external(server).orElseGet(() -> ownAddress(server));
    }

    /// The ports that the member needs for itself, that for its clients first.
    public List<Integer> ports(ServerMember member) {
        var ports = settings.ports();
        int number = member.number();
        return switch (member.server()) {
            case MONGODB -> List.of(ports.of("mongodb", number));
            case KAFKA -> List.of(ports.of("kafka", number), ports.of("kafka-controller", number));
            case ELASTICSEARCH ->
                    List.of(ports.of("elasticsearch"), ports.of("elasticsearch-transport"));
        };
    }

    /// The replica set of a suite with `--ha`.
    public MongoSet mongoSet() {
        return new MongoSet(
                ports(Server.MONGODB, "mongodb").stream().map(port -> LOOPBACK + port).toList());
    }

    /// The brokers of a suite with `--ha`.
    public KafkaCluster kafkaCluster() {
        return new KafkaCluster(ownAddress(Server.KAFKA));
    }

    /// Deletes what the suite's own servers have stored. They must not run.
    public void purge() {
        for (var member : settings.members()) {
            try {
                local(member).purge();
            } catch (IOException e) {
                throw Refusal.failed(
                        "The data of %s cannot be removed (%s). Remove it by hand."
                                .formatted(member.title(), e.getMessage()));
            }
        }
    }

    private String ownAddress(Server server) {
        return switch (server) {
            case MONGODB ->
                    settings.members(server).size() > 1
                            ? mongoSet().uri()
                            : "mongodb://"
                                    + LOOPBACK
                                    + settings.ports().of("mongodb")
                                    + "/?directConnection=true";
            case KAFKA ->
                    ports(server, "kafka").stream()
                            .map(port -> LOOPBACK + port)
                            .collect(Collectors.joining(","));
            case ELASTICSEARCH -> "http://" + LOOPBACK + settings.ports().of("elasticsearch");
        };
    }

    private List<Integer> ports(Server server, String name) {
        return settings.members(server).stream()
                .map(member -> settings.ports().of(name, member.number()))
                .toList();
    }

    private static RunningServer check(Server server, String address) {
        return switch (server) {
            case MONGODB -> ExternalServers.mongodb(address);
            case KAFKA -> ExternalServers.kafka(address);
            case ELASTICSEARCH -> ExternalServers.elasticsearch(address);
        };
    }

    private LocalServer local(ServerMember member) {
        var home = new Home(data.root());
        var cache = Cache.standard();
        var ports = settings.ports();
        boolean alone = member.of() == 1;
        return switch (member.server()) {
            case MONGODB ->
                    alone
                            ? new MongoServer(cache, home, ports.of("mongodb"))
                            : MongoServer.member(
                                    cache, home, member.number(), ports(Server.MONGODB, "mongodb"));
            case KAFKA ->
                    alone
                            ? new KafkaServer(
                                    cache, home, ports.of("kafka"), ports.of("kafka-controller"))
                            : KafkaServer.member(
                                    cache,
                                    home,
                                    member.number(),
                                    ports(Server.KAFKA, "kafka"),
                                    ports(Server.KAFKA, "kafka-controller"));
            case ELASTICSEARCH ->
                    new ElasticsearchServer(
                            cache,
                            home,
                            ports.of("elasticsearch"),
                            ports.of("elasticsearch-transport"));
        };
    }
}
