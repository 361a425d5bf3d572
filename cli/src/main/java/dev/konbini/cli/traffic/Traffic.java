package dev.konbini.cli.traffic;

import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Shoppers who come at a set rate, whether or not those before them are done: half of them keep
/// their connections, half open a new one for each request. They grow more at the beginning, as a
/// morning's do: replicas that have just started are not met by all at once. Of them at most as
/// many are under way as come within a minute; one more fails. An operator watches their orders
/// come in.
public final class Traffic implements AutoCloseable {

    /// Long enough for a visit whose every step takes seconds.
    private static final Duration VISIT_MAX = Duration.ofSeconds(60);

    private static final Duration LAST_LINES = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Observed observed = new Observed();
    private final Caller keeping;
    private final Caller fresh;
    private final @Nullable TailScreen screen;
    private final List<String> skus;
    private final String token;
    private final int visitsMax;
    private final Semaphore underWay;
    private final AtomicLong visits = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final long begun = System.nanoTime();
    private final Growth growth;

    private Traffic(
            URI gateway,
            List<String> skus,
            String token,
            int requestsPerSecond,
            Duration growth,
            boolean tail) {
        this.visitsMax =
                Math.ceilDiv(
                        requestsPerSecond * Math.toIntExact(VISIT_MAX.toSeconds()), Visit.REQUESTS);
        this.underWay = new Semaphore(visitsMax);
        this.keeping = new Caller(gateway, true, visitsMax, observed);
        this.fresh = new Caller(gateway, false, visitsMax, observed);
        this.screen = tail ? TailScreen.open(gateway, token, observed) : null;
        if (!tail) {
            observed.showNothing();
        }
        this.skus = List.copyOf(skus);
        this.token = token;
        this.growth = new Growth(growth);
    }

    /// Begins.
    ///
    /// @param skus what is bought, one after the other: there must be enough of each
    /// @param token an operator's
    /// @param requestsPerSecond of all shoppers together
    /// @param growth after what time they are so many
    /// @param tail whether each replica that will be met has a live tail to be followed
    public static Traffic start(
            URI gateway,
            List<String> skus,
            String token,
            int requestsPerSecond,
            Duration growth,
            boolean tail) {
        var traffic = new Traffic(gateway, skus, token, requestsPerSecond, growth, tail);
        long nanos = TimeUnit.SECONDS.toNanos(1) * Visit.REQUESTS / requestsPerSecond;
        var _ = traffic.clock.scheduleAtFixedRate(traffic::tick, 0, nanos, TimeUnit.NANOSECONDS);
        return traffic;
    }

    public Observed observed() {
        return observed;
    }

    private void tick() {
        if (growth.passes(Duration.ofNanos(System.nanoTime() - begun))) {
            visit();
        }
    }

    private void visit() {
        long number = visits.getAndIncrement();
        var caller = number % 2 == 0 ? keeping : fresh;
        var sku = skus.get((int) (number % skus.size()));
        if (!underWay.tryAcquire()) {
            observed.note(
                    new Exchange(
                            "arrive",
                            caller == keeping,
                            Instant.now(),
                            Duration.ZERO,
                            visitsMax + " visits are under way and none gets done"));
            return;
        }
        threads.execute(() -> {
            try {
                new Visit(caller, observed, sku, token).run();
            } finally {
                underWay.release();
            }
        });
    }

    /// Lets nobody else come, and returns when those who came are done, and their orders shown.
    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(VISIT_MAX.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
            keeping.close();
            fresh.close();
            awaitShown();
            if (screen != null) {
                screen.close();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for the last lines, which are on their way; what never comes shows as lost.
    private void awaitShown() {
        var deadline = Instant.now().plus(LAST_LINES);
        while (observed.shown()
                        .filter(shown -> !Set.copyOf(shown).containsAll(observed.acknowledged()))
                        .isPresent()
                && Instant.now().isBefore(deadline)) {
            Tasks.pause(PAUSE);
        }
    }
}
