package dev.konbini.cli.status;

import dev.konbini.cli.door.DoorProcess;
import dev.konbini.cli.server.ServerProcesses;
import dev.konbini.cli.service.Readiness;
import dev.konbini.cli.status.MemberStatus.State;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.process.ManagedProcess;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks at every member of a suite.
///
/// @param members servers first, then services
record SuiteStatus(List<MemberStatus> members) {

    static SuiteStatus of(DataFolder data, SuiteSettings settings) {
        var servers = new ServerProcesses(data, settings);
        Stream<Supplier<MemberStatus>> looks =
                Stream.of(
                                Arrays.stream(Server.values())
                                        .<Supplier<MemberStatus>>map(server ->
                                                () -> server(data, settings, servers, server)),
                                settings.replicas() > 1
                                        ? Stream.<Supplier<MemberStatus>>of(
                                                () -> door(data, settings))
                                        : Stream.<Supplier<MemberStatus>>empty(),
                                Replica.all(settings.replicas()).stream()
                                        .<Supplier<MemberStatus>>map(
                                                replica -> () -> replica(data, settings, replica)))
                        .flatMap(each -> each);
        // Beside each other, as one that does not answer takes its time.
        return new SuiteStatus(looks.toList().parallelStream().map(Supplier::get).toList());
    }

    long residentBytes() {
        return members.stream().mapToLong(MemberStatus::residentBytes).sum();
    }

    /// Whether every member does what it is for.
    boolean isGood() {
        return members.stream().allMatch(member -> member.state().isGood());
    }

    /// Whether no member runs or should run here.
    boolean isDown() {
        return members.stream()
                .allMatch(member ->
                        switch (member.state()) {
                            case DOWN, EXTERNAL, UNREACHABLE -> true;
                            case READY, STARTING, UNREADY, DEAD -> false;
                        });
    }

    private static MemberStatus server(
            DataFolder data, SuiteSettings settings, ServerProcesses servers, Server server) {
        if (settings.external(server).isPresent()) {
            var state = servers.answers(server) ? State.EXTERNAL : State.UNREACHABLE;
            return new MemberStatus(server.id(), state, "", null, null, null, 0);
        }
        return ManagedProcess.find(data.run(), server.id())
                .map(process ->
                        member(
                                process,
                                settings.ports().of(server.id()),
                                () -> servers.answers(server) ? State.READY : State.STARTING))
                .orElseGet(() -> down(server.id(), settings.ports().of(server.id())));
    }

    private static MemberStatus door(DataFolder data, SuiteSettings settings) {
        int port = settings.ports().gateway();
        return ManagedProcess.find(data.run(), DoorProcess.NAME)
                .map(process -> member(process, port, () -> State.READY))
                .orElseGet(() -> down(DoorProcess.NAME, port));
    }

    private static MemberStatus replica(DataFolder data, SuiteSettings settings, Replica replica) {
        int management = settings.ports().managementOf(replica);
        int port = settings.ports().of(replica);
        return ManagedProcess.find(data.run(), replica.name())
                .map(process -> member(process, port, () -> state(management)))
                .orElseGet(() -> down(replica.name(), port));
    }

    private static State state(int managementPort) {
        if (Readiness.of(managementPort)) {
            return State.READY;
        }
        return Readiness.isAlive(managementPort) ? State.UNREADY : State.STARTING;
    }

    private static MemberStatus member(ManagedProcess process, int port, Supplier<State> running) {
        boolean alive = process.alive();
        return new MemberStatus(
                process.name(),
                alive ? running.get() : State.DEAD,
                process.version(),
                process.pid(),
                port,
                alive ? process.startedAt() : null,
                process.residentBytes());
    }

    private static MemberStatus down(String name, int port) {
        return new MemberStatus(name, State.DOWN, "", null, port, null, 0);
    }
}
