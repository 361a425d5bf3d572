package dev.konbini.bench.stand;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Gives Elasticsearch processors of its own, as where it has a machine of its own.
public final class Processors {

    private Processors() {}

    /// Confines Elasticsearch to the first `count` processors, and all else that runs for the
    /// benchmark, or is started from now on, to the others.
    ///
    /// @throws Refusal if there are not more than `count`, or the program `taskset` does not do it
    public static void setApart(Stand stand, int count) {
        int all = Runtime.getRuntime().availableProcessors();
        if (count < 1 || count >= all) {
            throw Refusal.usage(
                    "--elasticsearch-cpus is at least 1, and less than the %d that there are."
                            .formatted(all));
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
            Thread.currentThread().interrupt();
            throw Refusal.failed("Interrupted.");
        }
    }
}
