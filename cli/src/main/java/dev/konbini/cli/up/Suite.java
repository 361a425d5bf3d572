package dev.konbini.cli.up;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.door.DoorProcess;
import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.server.ServerProcesses;
import dev.konbini.cli.service.ServiceConfig;
import dev.konbini.cli.service.ServiceProcesses;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Members;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import java.net.URI;
import java.util.List;

/// A suite as it is wanted, and what of it runs.
public record Suite(
        Installation installation,
        DataFolder data,
        SuiteSettings settings,
        ServerProcesses servers,
        ServiceProcesses services,
        DoorProcess door) {

    public Suite(Installation installation, DataFolder data, SuiteSettings settings) {
        this(
                installation,
                data,
                settings,
                new ServerProcesses(data, settings),
                new ServiceProcesses(installation, data, settings),
                new DoorProcess(installation, data, settings));
    }

    /// Whether each member runs and answers.
    public boolean isUp() {
        return settings.members().stream()
                        .allMatch(member ->
                                settings.external(member.server()).isPresent()
                                        || servers.running(member).isPresent())
                && replicas().stream()
                        .allMatch(replica ->
                                services.running(replica).isPresent() && services.isReady(replica))
                && (!door.isWanted() || door.running().isPresent())
                && settings.members().parallelStream().allMatch(servers::answers);
    }

    /// Makes sure, before anything is started, that each member has its port: a running one listens
    /// where it is wanted, and the ports of the others are free.
    ///
    /// @throws Refusal if a member runs at another port
    /// @throws dev.konbini.servers.ServerException if a port is taken; names the holder
    void requirePortsAsWanted() {
        for (var member : settings.members()) {
            if (settings.external(member.server()).isPresent()) {
                continue;
            }
            requirePorts(
                    member.title(),
                    servers.running(member).map(List::of).orElse(List.of()),
                    servers.ports(member));
        }
        for (var replica : replicas()) {
            requirePorts(
                    replica.name(),
                    services.running(replica).map(List::of).orElse(List.of()),
                    List.of(settings.ports().of(replica), settings.ports().managementOf(replica)));
            if (services.running(replica).isEmpty()) {
                settings.ports()
                        .receivers(replica)
                        .values()
                        .forEach(port -> Ports.requireFree(replica.name(), port));
            }
        }
        if (door.isWanted()) {
            requirePorts(
                    Members.DOOR,
                    door.running().map(List::of).orElse(List.of()),
                    List.of(settings.ports().gateway()));
        }
    }

    private static void requirePorts(
            String name, List<ManagedProcess> running, List<Integer> wanted) {
        if (running.isEmpty()) {
            wanted.forEach(port -> Ports.requireFree(name, port));
        } else if (!running.getFirst().ports().values().containsAll(wanted)) {
            throw Refusal.failed(
                    "%s is running at port %s, not %s. To move it: ./konbini down, then ./konbini up with the new port."
                            .formatted(
                                    name,
                                    running.getFirst().ports().values().stream().sorted().toList(),
                                    wanted));
        }
    }

    /// Where the gateway is.
    public URI gateway() {
        return URI.create("http://localhost:" + settings.ports().gateway());
    }

    /// All replicas that are wanted, service by service.
    public List<Replica> replicas() {
        return Replica.all(settings.replicas());
    }

    /// With what its replicas are started.
    ///
    /// @param mongodbUri where MongoDB was found to be
    public ServiceConfig config(String mongodbUri, Credentials credentials) {
        return new ServiceConfig(
                data,
                settings,
                new ServiceConfig.Endpoints(
                        mongodbUri,
                        servers.address(Server.KAFKA),
                        servers.address(Server.ELASTICSEARCH)),
                credentials);
    }

    /// Memory resident for all members that run here.
    long residentBytes() {
        return ManagedProcess.all(data.run()).stream()
                .mapToLong(ManagedProcess::residentBytes)
                .sum();
    }
}
