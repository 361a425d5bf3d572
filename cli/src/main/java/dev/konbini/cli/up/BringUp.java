package dev.konbini.cli.up;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.down.Stop;
import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.ServerException;
import dev.konbini.servers.process.Guardian;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Brings up what of a suite does not run, as much at once as depends on nothing: the build, the
/// servers, and each service as soon as it is built and MongoDB answers.
///
/// Either all is ready in the end, or nothing runs that this has started.
final class BringUp {

    private final Suite suite;
    private final Progress progress;
    private final boolean foreground;

    private volatile State state = State.STARTING;

    /// How far it has come; decides what the end of this process means for what it has started.
    private enum State {
        STARTING,
        /// All is ready, and to be stopped in good order with this process.
        STAYING,
        /// What was started has been left running, or was stopped.
        SETTLED
    }

    BringUp(Suite suite, Progress progress, boolean foreground) {
        this.suite = suite;
        this.progress = progress;
        this.foreground = foreground;
    }

    /// The exit code.
    ///
    /// @throws Refusal with the reason, if a member does not become ready
    /// @throws ServerException as the other, for servers
    int run() {
        if (suite.isUp()) {
            progress.say("Konbini is running already.");
            sayChanges();
            sample();
            Welcome.print(suite, progress);
            return 0;
        }
        var before = Survivors.of(suite.data().run());
        var guardian = Guardian.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(guardian, before)));
        try {
            startAll(guardian);
            sample();
        } catch (Refusal | ServerException e) {
            state = State.SETTLED;
            progress.close();
            guardian.close();
            before.forgetOthers();
            throw e;
        }
        progress.say(
                "Konbini is up (%s, %s)."
                        .formatted(
                                Figures.seconds(progress.elapsed()),
                                Figures.memory(suite.residentBytes())));
        Welcome.print(suite, progress);
        if (foreground) {
            state = State.STAYING;
            return new Foreground(suite, progress, () -> state == State.STAYING).stay();
        }
        state = State.SETTLED;
        guardian.done();
        return 0;
    }

    /// Runs whenever this process ends, however it does.
    private void interrupted(Guardian guardian, Survivors before) {
        if (state == State.SETTLED) {
            return;
        }
        progress.close();
        progress.say("Stopping what was started …");
        if (state == State.STAYING) {
            state = State.SETTLED;
            new Stop(suite.data(), progress).those(before::isNew);
        }
        guardian.close();
        before.forgetOthers();
    }

    private void sayChanges() {
        var stale = suite.installation().staleModules();
        if (!stale.isEmpty()) {
            progress.say(
                    "Changed since it was built: %s. To run it: ./konbini down, then ./konbini up."
                            .formatted(String.join(", ", stale)));
        }
    }

    private void sample() {
        if (suite.settings().sample()) {
            new Sample(suite, progress).loadIfAbsent();
        }
    }

    private void startAll(Guardian guardian) {
        var credentials = Credentials.prepare(suite.data(), Clock.systemUTC());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            start(new Starts(suite, progress, guardian, credentials), threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void start(Starts starts, ExecutorService threads) {
        var tasks = new ExecutorCompletionService<Void>(threads);
        var built = new CompletableFuture<Void>();
        var mongodb = new CompletableFuture<String>();
        var all = new ArrayList<Runnable>();
        all.add(() -> {
            starts.build();
            built.complete(null);
        });
        for (var member : starts.suite().settings().members()) {
            all.add(() -> {
                var address = starts.server(member);
                if (member.server() == Server.MONGODB) {
                    // Members of one set have one address: the first that answers is enough.
                    mongodb.complete(address);
                }
            });
        }
        for (var replica : starts.suite().replicas()) {
            all.add(() -> {
                built.join();
                starts.replica(replica, mongodb.join());
            });
        }
        all.add(starts::door);
        all.forEach(task -> tasks.submit(task, null));
        await(tasks, all);
    }

    /// Waits for all, or for the first that fails: the others may then wait for it in vain.
    private static void await(ExecutorCompletionService<Void> tasks, List<Runnable> all) {
        try {
            for (int i = 0; i < all.size(); i++) {
                Tasks.await(tasks.take());
            }
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }
}
