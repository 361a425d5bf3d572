package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The names of all that a suite consists of: servers first, then services.
public final class Members {

    private Members() {}

    public static List<String> all() {
        return Stream.concat(
                        Arrays.stream(Server.values()).map(Server::id),
                        Arrays.stream(Service.values()).map(Service::module))
                .toList();
    }

    public static List<String> services() {
        return Arrays.stream(Service.values()).map(Service::module).toList();
    }

    /// The full name of a member; a service's shorthand is understood.
    ///
    /// @throws Refusal if there is no such member
    public static String named(String name) {
        var full = Service.named(name).map(Service::module).orElse(name);
        if (!all().contains(full)) {
            throw Refusal.usage(
                    "The suite has no member called '%s': use one of %s."
                            .formatted(name, String.join(", ", all())));
        }
        return full;
    }
}
