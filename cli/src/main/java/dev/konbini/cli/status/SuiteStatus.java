package dev.konbini.cli.status;

import dev.konbini.cli.server.ServerHealth;
import dev.konbini.cli.server.ServerProcesses;
import dev.konbini.cli.service.Readiness;
import dev.konbini.cli.status.MemberStatus.State;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Members;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.process.ManagedProcess;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks at every member of a suite.
///
/// @param members servers first, then services
record SuiteStatus(List<MemberStatus> members) {

    static SuiteStatus of(DataFolder data, SuiteSettings settings) {
        var servers = new ServerProcesses(data, settings);
        var roles =
                CompletableFuture.supplyAsync(
                        () -> new ServerHealth(servers, settings).roles(),
                        Thread::startVirtualThread);
        Stream<Supplier<MemberStatus>> looks =
                Stream.of(
                                settings.members().stream()
                                        .<Supplier<MemberStatus>>map(member ->
                                                () -> server(data, settings, servers, member)),
                                settings.replicas() > 1
                                        ? Stream.<Supplier<MemberStatus>>of(
                                                () -> door(data, settings))
                                        : Stream.<Supplier<MemberStatus>>empty(),
                                Replica.all(settings.replicas()).stream()
                                        .<Supplier<MemberStatus>>map(
                                                replica -> () -> replica(data, settings, replica)))
                        .flatMap(each -> each);
        // Beside each other, as one that does not answer takes its time.
        var members = looks.toList().parallelStream().map(Supplier::get).toList();
        return new SuiteStatus(
                members.stream()
                        .map(member -> member.withRole(roles.join().get(member.name())))
                        .toList());
    }

    long residentBytes() {
        return members.stream().mapToLong(MemberStatus::residentBytes).sum();
    }

    boolean hasRoles() {
        return members.stream().anyMatch(member -> member.role() != null);
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
            DataFolder data, SuiteSettings settings, ServerProcesses servers, ServerMember server) {
        if (settings.external(server.server()).isPresent()) {
            var state = servers.answers(server) ? State.EXTERNAL : State.UNREACHABLE;
            return new MemberStatus(server.name(), state, "", null, null, null, 0, null);
        }
        int port = servers.ports(server).getFirst();
        return ManagedProcess.find(data.run(), server.name())
                .map(process ->
                        member(
                                process,
                                port,
                                () -> servers.answers(server) ? State.READY : State.STARTING))
                .orElseGet(() -> down(server.name(), port));
    }

    private static MemberStatus door(DataFolder data, SuiteSettings settings) {
        int port = settings.ports().gateway();
        return ManagedProcess.find(data.run(), Members.DOOR)
                .map(process -> member(process, port, () -> State.READY))
                .orElseGet(() -> down(Members.DOOR, port));
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
                process.residentBytes(),
                null);
    }

    private static MemberStatus down(String name, int port) {
        return new MemberStatus(name, State.DOWN, "", null, port, null, 0, null);
    }
}
