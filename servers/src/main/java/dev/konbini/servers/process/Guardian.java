package dev.konbini.servers.process;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Ends what a program has started if the program dies before it says that it is done.
///
/// A shell, in a session of its own, holds the reading end of a pipe from this program. The kernel
/// closes the pipe however the program ends, SIGKILL included. If the word `done` has not come by
/// then, the shell ends every process that carries this run's id in its environment
/// ([Launch#guardedBy]), its children too: first by SIGTERM, after ten seconds by SIGKILL. The id
/// is there from a process's first moment, so none can slip through between its start and its
/// record.
///
/// ```java
/// try (var guardian = Guardian.start()) {
///     …                    // launches guarded by it
///     guardian.done();     // from here on they are on their own
/// }                        // without done(): they are ended here
/// ```
public final class Guardian implements AutoCloseable {

    /// The environment variable by which a process is known as this run's.
    static final String RUN_VARIABLE = "KONBINI_RUN";

    private static final String SCRIPT =
            """
            marked() {
                grep -ls "KONBINI_RUN=$1" /proc/[0-9]*/environ | while IFS=/ read -r _ _ pid _; do
                    echo "$pid"
                done
            }
            read -r word
            [ "$word" = done ] && exit 0
            tries=0
            signal=TERM
            # One empty look is not enough: a process in the midst of its start may show up late.
            misses=0
            while [ $misses -lt 3 ]; do
                pids=$(marked "$1")
                if [ -n "$pids" ]; then
                    misses=0
                    [ $tries -ge 100 ] && signal=KILL
                    kill -$signal $pids 2>/dev/null
                else
                    misses=$((misses + 1))
                fi
                tries=$((tries + 1))
                sleep 0.1
            done
            """;

    private final String run;
    private final Process shell;
    private final OutputStream pipe;

    private Guardian(String run, Process shell) {
        this.run = run;
        this.shell = shell;
        this.pipe = shell.getOutputStream();
    }

    /// Starts to guard this program.
    public static Guardian start() {
        var run = UUID.randomUUID().toString();
        var command = List.of("setsid", "sh", "-c", SCRIPT, "konbini-guardian", run);
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().remove(RUN_VARIABLE);
            return new Guardian(run, builder.start());
        } catch (IOException e) {
            throw new ServerException(
                    "No guardian can be started: " + e.getMessage(),
                    "Install setsid (package util-linux)",
                    e);
        }
    }

    /// This run's id, unique to it.
    String run() {
        return run;
    }

    /// Has a child of this program, and all that it starts, end with this program.
    public void guard(ProcessBuilder child) {
        child.environment().put(RUN_VARIABLE, run);
    }

    /// Lets every process of this run live on. Repeating it changes nothing.
    public void done() {
        try {
            pipe.write("done\n".getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException alreadyDone) {
            // The shell has ended: by an earlier word, or because somebody ended it.
        }
    }

    /// Ends what is still guarded, and returns when it is gone.
    @Override
    public void close() {
        try {
            pipe.close();
        } catch (IOException alreadyClosed) {
            // The shell has ended already, so there is nothing left to close.
        }
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            // The shell goes on by itself.
            Thread.currentThread().interrupt();
        }
    }
}
