package dev.konbini.logging.alert;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks every second, on each replica, which alerts have a window to be judged or something to be
/// told. Which replica does it is decided by who writes first.
@Component
final class AlertWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int SEARCHES_MAX = 4;

    private final Alerts alerts;
    private final AlertStates states;
    private final EvaluateAlert evaluateAlert;
    private final TellPending tellPending;
    private final AlertMeters meters;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore searches = new Semaphore(SEARCHES_MAX);
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;

    AlertWatch(
            Alerts alerts,
            AlertStates states,
            EvaluateAlert evaluateAlert,
            TellPending tellPending,
            AlertMeters meters,
            Clock clock) {
        this.alerts = alerts;
        this.states = states;
        this.evaluateAlert = evaluateAlert;
        this.tellPending = tellPending;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("alerts").start(this::run);
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        try {
            while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                guarded("all alerts", this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        alerts.known().ifPresent(this::look);
    }

    private void look(List<Alert> known) {
        if (known.isEmpty()) {
            meters.behind(Duration.ZERO);
            return;
        }
        var all = states.outlines();
        for (var alert : known) {
            var state = state(alert, all);
            if (alert.rule().enabled() && evaluateAlert.isDue(alert, state)) {
                begin("judging " + alert.name(), alert, this::evaluate);
            }
            if (tellPending.isDue(state)) {
                begin("telling " + alert.name(), alert, tellPending::tell);
            }
        }
        meters.behind(
                known.stream()
                        .filter(alert -> alert.rule().enabled())
                        .map(alert -> behind(alert, state(alert, all)))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    private static StateOutline state(Alert alert, Map<String, StateOutline> all) {
        var state = all.get(alert.name());
        return state != null && state.isOf(alert) ? state : StateOutline.begin(alert);
    }

    private Duration behind(Alert alert, StateOutline state) {
        var due = alert.rule().nextEnd(state.until()).plus(alert.rule().delay().duration());
        var behind = Duration.between(due, clock.instant());
        return behind.isNegative() ? Duration.ZERO : behind;
    }

    private void evaluate(Alert alert) {
        searches.acquireUninterruptibly();
        try {
            evaluateAlert.evaluate(alert);
        } finally {
            searches.release();
        }
    }

    private void begin(String what, Alert alert, Consumer<Alert> work) {
        if (busy.add(what)) {
            Thread.ofVirtual()
                    .name(what)
                    .start(() -> {
                        try {
                            guarded(what, () -> work.accept(alert));
                        } finally {
                            busy.remove(what);
                        }
                    });
        }
    }

    /// Whatever fails is tried again a second later.
    private static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (ElasticsearchUnavailable | ElasticsearchRefusal | ProblemException e) {
            LOG.debug("{} has to wait", what, e);
        } catch (RuntimeException e) {
            LOG.error("{} failed because of a fault of ours", what, e);
        }
    }
}
