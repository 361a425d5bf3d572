package dev.konbini.cli.up;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.server.ServerProcesses;
import dev.konbini.cli.service.ServiceProcesses;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/// A suite as it is wanted, and what of it runs.
record Suite(
        Installation installation,
        DataFolder data,
        SuiteSettings settings,
        ServerProcesses servers,
        ServiceProcesses services) {

    Suite(Installation installation, DataFolder data, SuiteSettings settings) {
        this(
                installation,
                data,
                settings,
                new ServerProcesses(data, settings),
                new ServiceProcesses(installation, data, settings));
    }

    /// Whether each member runs and answers.
    boolean isUp() {
        return Arrays.stream(Server.values())
                        .allMatch(server ->
                                settings.external(server).isPresent()
                                        || servers.running(server).isPresent())
                && Arrays.stream(Service.values())
                        .allMatch(service ->
                                services.running(service).isPresent() && services.isReady(service))
                && Arrays.stream(Server.values()).parallel().allMatch(servers::answers);
    }

    /// Makes sure, before anything is started, that each member has its port: a running one listens
    /// where it is wanted, and the ports of the others are free.
    ///
    /// @throws Refusal if a member runs at another port
    /// @throws dev.konbini.servers.ServerException if a port is taken; names the holder
    void requirePortsAsWanted() {
        for (var server : Server.values()) {
            if (settings.external(server).isPresent()) {
                continue;
            }
            requirePorts(
                    server.title(),
                    servers.running(server).map(List::of).orElse(List.of()),
                    servers.ports(server));
        }
        for (var service : Service.values()) {
            requirePorts(
                    service.module(),
                    services.running(service).map(List::of).orElse(List.of()),
                    List.of(settings.ports().of(service), settings.ports().managementOf(service)));
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
    URI gateway() {
        return URI.create("http://localhost:" + settings.ports().of(Service.GATEWAY));
    }

    /// Memory resident for all members that run here.
    long residentBytes() {
        return ManagedProcess.all(data.run()).stream()
                .mapToLong(ManagedProcess::residentBytes)
                .sum();
    }
}
