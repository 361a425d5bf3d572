package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import java.util.List;
import java.util.stream.Stream;

/// The names of all that a suite consists of: servers first, then what stands before several
/// gateways, then services.
public final class Members {

    /// What the door is called among them.
    public static final String DOOR = "door";

    private Members() {}

    private static List<String> all(SuiteSettings settings) {
        var door = settings.replicas() > 1 ? Stream.of(DOOR) : Stream.<String>empty();
        return Stream.of(
                        settings.members().stream().map(ServerMember::name),
                        door,
                        replicas(settings).stream())
                .flatMap(names -> names)
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
