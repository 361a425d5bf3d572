package dev.konbini.bench.stand;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Gives Elasticsearch processors of its own if wanted, as where it has a machine of its own.
public final class Processors {

    private final int all = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--elasticsearch-cpus",
            paramLabel = "N",
            description =
                    "Give Elasticsearch N processors of its own, and all else the others (default: all share all).")
    private @Nullable Integer count;

    /// Asks for no more than there are.
    ///
    /// @throws Refusal if none would be left for Elasticsearch, or for the others
    public void require() {
        if (count != null && (count < 1 || count >= all)) {
            throw Refusal.usage(
                    "--elasticsearch-cpus is at least 1, and less than the %d that there are."
                            .formatted(all));
        }
    }

    /// Confines Elasticsearch to its processors, and all else that runs for the benchmark, or is
    /// started from now on, to the others.
    ///
    /// @throws Refusal if the program `taskset` does not do it
    public void setApart(Stand stand) {
        if (count == null) {
            return;
        }
        confine(stand.process(Server.ELASTICSEARCH).pid(), 0, count - 1);
        confine(stand.process(Server.KAFKA).pid(), count, all - 1);
        confine(ProcessHandle.current().pid(), count, all - 1);
    }

    private static void confine(long pid, int first, int last) {
        var cpus = first + "-" + last;
        try {
            var taskset =
                    new ProcessBuilder("taskset", "-acp", cpus, Long.toString(pid))
                            .redirectErrorStream(true)
                            .start();
            var output =
                    new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (taskset.waitFor() != 0) {
                throw Refusal.failed("taskset does not confine %d: %s".formatted(pid, output));
            }
        } catch (IOException e) {
            throw Refusal.failed(
                    "taskset cannot be run (%s): install it (package util-linux), or leave --elasticsearch-cpus out."
                            .formatted(e.getMessage()));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }
}
