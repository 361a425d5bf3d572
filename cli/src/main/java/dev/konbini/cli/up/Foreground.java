package dev.konbini.cli.up;

import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.process.ManagedProcess;
import java.util.HashSet;

/// Stays with a suite and tells when a member dies; Ctrl-C ends it, and the shutdown hook of
/// [BringUp] what was started.
record Foreground(Suite suite, Progress progress) {

    private static final long POLL_MILLIS = 1_000;

    int stay() {
        progress.say("Staying until Ctrl-C.");
        var dead = new HashSet<Long>();
        try {
            while (true) {
                for (var process : ManagedProcess.all(suite.data().run())) {
                    if (!process.alive() && dead.add(process.pid())) {
                        progress.say(
                                "%s died (pid %d); see ./konbini logs %s, and ./konbini up after this."
                                        .formatted(process.name(), process.pid(), process.name()));
                    }
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException ended) {
            return 0;
        }
    }
}
