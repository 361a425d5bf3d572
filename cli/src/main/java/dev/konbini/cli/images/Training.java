package dev.konbini.cli.images;

import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.ServerException;
import dev.konbini.servers.local.Progress.Kind;
import dev.konbini.servers.local.TemporaryServers;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The servers that a service meets while its start is recorded, so that the recording holds what a
/// start does with servers, too.
final class Training implements AutoCloseable {

    /// What `images/aot-cache.sh` reads the address of each server from.
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "mongodb", "KONBINI_TRAINING_MONGODB",
                    "kafka", "KONBINI_TRAINING_KAFKA",
                    "elasticsearch", "KONBINI_TRAINING_ELASTICSEARCH");

    private final Progress progress;
    private final @Nullable TemporaryServers servers;

    private Training(Progress progress, @Nullable TemporaryServers servers) {
        this.progress = progress;
        this.servers = servers;
    }

    /// Starts the servers. Where they cannot be had starts are recorded without, which may cost a
    /// replica's start a quarter of a second, but no image.
    static Training start(Progress progress) {
        progress.say("starting servers for the recording of starts …");
        try {
            return new Training(
                    progress,
                    TemporaryServers.start(
                            VARIABLES.keySet(),
                            (server, kind, message) -> {
                                if (kind == Kind.WARNING) {
                                    progress.say(server + ": " + message);
                                }
                            }));
        } catch (ServerException e) {
            progress.say(
                    "Starts are recorded without servers, so that replicas may start a quarter of a second later: "
                            + e.getMessage());
            return new Training(progress, null);
        }
    }

    /// The environment that names the servers; empty where there are none.
    Map<String, String> environment() {
        return servers == null ? Map.of() : environment(servers.addresses());
    }

    static Map<String, String> environment(Map<String, String> addresses) {
        return VARIABLES.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getValue, each -> addresses.get(each.getKey())));
    }

    @Override
    public void close() {
        if (servers == null) {
            return;
        }
        try {
            servers.close();
        } catch (UncheckedIOException e) {
            progress.say(
                    "What the servers kept cannot be removed (%s): remove it by hand."
                            .formatted(e.getMessage()));
        }
    }
}
