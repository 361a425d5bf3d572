package dev.konbini.telemetry.send;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/// Knows this instance's state and when its next heartbeat is due: at each interval, and at once
/// when the state changes.
///
/// Starting until the application first takes traffic; draining from the moment it no longer does;
/// stopped is said by the sender, last.
public final class Heartbeats implements ApplicationListener<ApplicationEvent> {

    private final ApplicationContext context;
    private final String instance;
    private final Duration interval;
    private final LongSupplier linesLost;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    private @Nullable String host;
    private volatile Heartbeat.State state = Heartbeat.State.STARTING;
    private volatile boolean changed = true;
    private Instant latest = Instant.EPOCH;

    public Heartbeats(
            ApplicationContext context,
            String instance,
            Duration interval,
            LongSupplier linesLost,
            Clock clock) {
        this.context = context;
        this.instance = instance;
        this.interval = interval;
        this.linesLost = linesLost;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof AvailabilityChangeEvent<?> availability
                && availability.getState() instanceof ReadinessState readiness) {
            switch (readiness) {
                case ACCEPTING_TRAFFIC -> change(Heartbeat.State.READY);
                case REFUSING_TRAFFIC -> {
                    if (state == Heartbeat.State.READY) {
                        change(Heartbeat.State.DRAINING);
                    }
                }
            }
        } else if (event instanceof ContextClosedEvent closed && isOwn(closed)) {
            change(Heartbeat.State.DRAINING);
        }
    }

    /// A context for management, a child of this one, closes on its own.
    private boolean isOwn(ApplicationContextEvent event) {
        return event.getApplicationContext().equals(context);
    }

    private void change(Heartbeat.State next) {
        if (state != next) {
            state = next;
            changed = true;
        }
    }

    /// Whether it is time for the next heartbeat, also when the clock was set back.
    boolean isDue() {
        return changed || Duration.between(latest, clock.instant()).abs().compareTo(interval) >= 0;
    }

    /// Returns the heartbeat for now, and expects the next one an interval later.
    byte[] next() {
        changed = false;
        latest = clock.instant();
        return json.writeValueAsBytes(message(state));
    }

    /// Returns the last heartbeat.
    byte[] last() {
        return json.writeValueAsBytes(message(Heartbeat.State.STOPPED));
    }

    String instance() {
        return instance;
    }

    private Heartbeat message(Heartbeat.State shown) {
        Environment environment = context.getEnvironment();
        return new Heartbeat(
                environment.getRequiredProperty("spring.application.name"),
                environment.getProperty("spring.application.version", "unknown"),
                instance,
                host(),
                environment.getProperty("local.server.port", Integer.class),
                shown.inLowerCase(),
                startedAt,
                clock.instant(),
                interval.toMillis(),
                linesLost.getAsLong());
    }

    /// Asked for by the sender's thread: a resolver that does not answer must not hold up the
    /// start.
    private String host() {
        if (host == null) {
            try {
                host = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException _) {
                host = "localhost";
            }
        }
        return host;
    }
}
