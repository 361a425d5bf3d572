package dev.konbini.cli.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// With what a suite runs. Written to `suite.json` by `up`, read by every later command, so that no
/// option has to be repeated.
///
/// @param ports where its members listen
/// @param external addresses of servers that somebody else runs, by [Server#id]; may hold a
///   password
/// @param heapMebibytes the most heap of a service, by module, where it is not the usual
/// @param replicas how many of each service run
/// @param release the released version that runs; null for what the checkout is built to
/// @param sample whether the sample catalogue is wanted
/// @param ha whether MongoDB and Kafka are three each, so that any one of them may be lost
public record SuiteSettings(
        SuitePorts ports,
        Map<String, String> external,
        Map<String, Integer> heapMebibytes,
        int replicas,
        @Nullable String release,
        boolean sample,
        boolean ha) {

    /// The least number of which a majority is left when one is lost.
    private static final int MEMBERS = 3;

    public SuiteSettings {
        // Settings that were remembered before there were several have none.
        replicas = Math.max(1, replicas);
        external = Map.copyOf(external);
        heapMebibytes = Map.copyOf(heapMebibytes);
    }

    public static SuiteSettings usual() {
        return new SuiteSettings(SuitePorts.usual(), Map.of(), Map.of(), 1, null, true, false);
    }

    /// The address of a server that somebody else runs; empty where the suite runs its own.
    public Optional<String> external(Server server) {
        return Optional.ofNullable(external.get(server.id()));
    }

    /// The processes that this server consists of.
    public List<ServerMember> members(Server server) {
        boolean several = ha && server.isClustered() && external(server).isEmpty();
        return ServerMember.of(server, several ? MEMBERS : 1);
    }

    /// Those of all servers, server by server.
    public List<ServerMember> members() {
        return Arrays.stream(Server.values()).flatMap(each -> members(each).stream()).toList();
    }

    public int heapMebibytes(Service service) {
        return heapMebibytes.getOrDefault(service.module(), service.heapMebibytes());
    }

    /// With some ports changed, as [SuitePorts#with] does.
    public SuiteSettings withChangedPorts(Map<String, Integer> changes) {
        return withPorts(ports.with(changes));
    }

    public SuiteSettings withPorts(SuitePorts changed) {
        return new SuiteSettings(changed, external, heapMebibytes, replicas, release, sample, ha);
    }

    /// With this many of each service, each with a port of its own.
    public SuiteSettings withReplicas(int count) {
        return new SuiteSettings(
                ports.withReplicas(count), external, heapMebibytes, count, release, sample, ha);
    }

    /// With three each of MongoDB and Kafka, or with one; each with ports of its own.
    public SuiteSettings withHa(boolean wanted) {
        return new SuiteSettings(
                ports.withServers(wanted ? MEMBERS : 1),
                external,
                heapMebibytes,
                replicas,
                release,
                sample,
                wanted);
    }

    public SuiteSettings withRelease(@Nullable String version) {
        return new SuiteSettings(ports, external, heapMebibytes, replicas, version, sample, ha);
    }

    public SuiteSettings withSample(boolean wanted) {
        return new SuiteSettings(ports, external, heapMebibytes, replicas, release, wanted, ha);
    }

    public SuiteSettings withHeap(Service service, int mebibytes) {
        var changed = new TreeMap<>(heapMebibytes);
        changed.put(service.module(), mebibytes);
        return new SuiteSettings(ports, external, changed, replicas, release, sample, ha);
    }

    /// Has a server taken from somebody else, or from the suite again.
    ///
    /// @param address null changes nothing; `local` goes back to the suite's own server
    public SuiteSettings withExternal(Server server, @Nullable String address) {
        if (address == null) {
            return this;
        }
        var changed = new LinkedHashMap<>(external);
        if (address.equals("local")) {
            changed.remove(server.id());
        } else {
            changed.put(server.id(), address);
        }
        return new SuiteSettings(ports, changed, heapMebibytes, replicas, release, sample, ha);
    }
}
