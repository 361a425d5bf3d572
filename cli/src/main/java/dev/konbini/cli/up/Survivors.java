package dev.konbini.cli.up;

import dev.konbini.servers.process.ManagedProcess;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// The members that were known before a start. What a failed start has added is gone by then, and
/// is not to be shown as a member that died.
record Survivors(Path run, Set<Long> pids) {

    static Survivors of(Path run) {
        return new Survivors(
                run,
                ManagedProcess.all(run).stream()
                        .map(ManagedProcess::pid)
                        .collect(Collectors.toSet()));
    }

    /// Whether the member runs because of a start after this.
    boolean isNew(ManagedProcess member) {
        return !pids.contains(member.pid());
    }

    void forgetOthers() {
        for (var process : ManagedProcess.all(run)) {
            if (isNew(process) && !process.alive()) {
                process.forget();
            }
        }
    }
}
