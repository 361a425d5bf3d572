package dev.konbini.cli.suite;

import java.util.LinkedHashMap;
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
/// @param sample whether the sample catalogue is wanted
public record SuiteSettings(
        SuitePorts ports,
        Map<String, String> external,
        Map<String, Integer> heapMebibytes,
        boolean sample) {

    public SuiteSettings {
        external = Map.copyOf(external);
        heapMebibytes = Map.copyOf(heapMebibytes);
    }

    public static SuiteSettings usual() {
        return new SuiteSettings(SuitePorts.usual(), Map.of(), Map.of(), true);
    }

    /// The address of a server that somebody else runs; empty where the suite runs its own.
    public Optional<String> external(Server server) {
        return Optional.ofNullable(external.get(server.id()));
    }

    public int heapMebibytes(Service service) {
        return heapMebibytes.getOrDefault(service.module(), service.heapMebibytes());
    }

    public SuiteSettings withPorts(SuitePorts changed) {
        return new SuiteSettings(changed, external, heapMebibytes, sample);
    }

    public SuiteSettings withSample(boolean wanted) {
        return new SuiteSettings(ports, external, heapMebibytes, wanted);
    }

    public SuiteSettings withHeap(Service service, int mebibytes) {
        var changed = new TreeMap<>(heapMebibytes);
        changed.put(service.module(), mebibytes);
        return new SuiteSettings(ports, external, changed, sample);
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
        return new SuiteSettings(ports, changed, heapMebibytes, sample);
    }
}
