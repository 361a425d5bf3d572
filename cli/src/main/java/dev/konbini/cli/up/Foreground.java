package dev.konbini.cli.up;

import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.process.ManagedProcess;
import java.util.HashSet;
import java.util.function.BooleanSupplier;

/// Stays with a suite and tells when a member dies; Ctrl-C ends it, and the shutdown hook of
/// [BringUp] what was started.
///
/// @param staying false as soon as the members are being stopped
record Foreground(Suite suite, Progress progress, BooleanSupplier staying) {

    private static final long POLL_MILLIS = 1_000;

    int stay() {
        progress.say("Staying until Ctrl-C.");
        var dead = new HashSet<Long>();
        try {
            while (staying.getAsBoolean()) {
                for (var process : ManagedProcess.all(suite.data().run())) {
                    if (!process.alive() && staying.getAsBoolean() && dead.add(process.pid())) {
                        progress.say(
                                "%s died (pid %d); see ./konbini logs %s, and ./konbini up after this."
                                        .formatted(process.name(), process.pid(), process.name()));
                    }
                }
                Thread.sleep(POLL_MILLIS);
            }
            return 0;
        } catch (InterruptedException ended) {
            return 0;
        }
    }
}
