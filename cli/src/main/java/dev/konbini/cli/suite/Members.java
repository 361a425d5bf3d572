package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import java.util.List;
import java.util.stream.Stream;

/// The names of all that a suite consists of: servers first, then services.
public final class Members {

    private Members() {}

    private static List<String> all(SuiteSettings settings) {
        return Stream.concat(
                        settings.members().stream().map(ServerMember::name),
                        replicas(settings).stream())
                .toList();
    }

    /// The replicas of a suite with these settings.
    public static List<String> replicas(SuiteSettings settings) {
        return Replica.all(settings.replicas()).stream().map(Replica::name).toList();
    }

    /// The members that are meant: a service, also by its shorthand, stands for all its replicas,
    /// and a server for all its members.
    ///
    /// @throws Refusal if there is no such member
    public static List<String> named(String name, SuiteSettings settings) {
        var service = Service.named(name);
        if (service.isPresent()) {
            return Replica.of(service.get(), settings.replicas()).stream()
                    .map(Replica::name)
                    .toList();
        }
        var server = Server.named(name);
        if (server.isPresent()) {
            return settings.members(server.get()).stream().map(ServerMember::name).toList();
        }
        var all = all(settings);
        if (!all.contains(name)) {
            throw Refusal.usage(
                    "The suite has no member called '%s': use one of %s."
                            .formatted(name, String.join(", ", all)));
        }
        return List.of(name);
    }
}
