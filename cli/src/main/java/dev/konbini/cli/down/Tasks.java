package dev.konbini.cli.down;

import dev.konbini.cli.Refusal;
import dev.konbini.servers.ServerException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waits for what runs beside.
final class Tasks {

    private Tasks() {}

    /// Returns when the task is done, and fails as it fails.
    static void await(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Refusal refusal -> throw refusal;
                case ServerException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("Stopping was interrupted: run ./konbini down again.");
        }
    }
}
