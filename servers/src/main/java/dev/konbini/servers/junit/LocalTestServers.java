package dev.konbini.servers.junit;

import dev.konbini.servers.local.Progress;
import dev.konbini.servers.local.TemporaryServers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Servers as processes of this machine.
final class LocalTestServers implements TestServers {

    private final TemporaryServers servers;
    private final Map<Needed, String> addresses;

    private LocalTestServers(TemporaryServers servers, Set<Needed> needed) {
        this.servers = servers;
        this.addresses =
                needed.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(),
                                        each -> servers.addresses().get(name(each))));
    }

    static LocalTestServers start(Set<Needed> needed) {
        var names = needed.stream().map(LocalTestServers::name).toList();
        return new LocalTestServers(TemporaryServers.start(names, warnings()), needed);
    }

    @Override
    public Map<Needed, String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        servers.close();
    }

    private static String name(Needed server) {
        return server.name().toLowerCase(Locale.ROOT);
    }

    private static Progress warnings() {
        return (server, kind, message) -> {
            if (kind == Progress.Kind.WARNING) {
                System.err.println(server + ": " + message);
            }
        };
    }
}
