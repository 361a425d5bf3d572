package dev.konbini.cli.task;

import dev.konbini.cli.Refusal;
import dev.konbini.servers.ServerException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waits for what runs beside.
public final class Tasks {

    private Tasks() {}

    /// Returns when the task is done, and fails as it fails.
    ///
    /// @throws Refusal as the task does, or if this thread is interrupted
    /// @throws ServerException as the task does
    public static void await(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Refusal refusal -> throw refusal;
                case ServerException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Does nothing for a while.
    ///
    /// @throws Refusal if this thread is interrupted
    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// What a command says that was interrupted; the thread stays marked as such.
    public static Refusal interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        var refusal = Refusal.failed("The command was interrupted: run it again.");
        refusal.initCause(e);
        return refusal;
    }
}
