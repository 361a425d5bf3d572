package dev.konbini.logging.staging.kafka;

import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.staging.PrepareLine;
import dev.konbini.logging.staging.StagingProperties;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Feeds staging, in a thread of its own, where that is configured.
///
/// Each line is sent at least once: what was read is committed when staging's Kafka has it. While
/// staging does not take lines they are read again, at growing intervals; production's intake has a
/// group of its own and knows nothing of it. It needs neither Kafka to be there when it starts.
@Component
public final class StagingFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StagingFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final FeedReading.Source source;
    private final PrepareLine prepareLine;
    private final StagingTopic topic;
    private final FeedMeters meters;
    private final StagingProperties properties;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;

    StagingFeed(
            FeedReading.Source source,
            PrepareLine prepareLine,
            StagingTopic topic,
            FeedMeters meters,
            StagingProperties properties) {
        this.source = source;
        this.prepareLine = prepareLine;
        this.topic = topic;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        if (properties.enabled() && !isRunning()) {
            stopped = new CountDownLatch(1);
            thread = Thread.ofPlatform().daemon().name("staging-feed").start(this::run);
        }
    }

    /// Ends after what is being sent, which is then committed.
    @Override
    public synchronized void stop() {
        stopped.countDown();
        if (thread != null) {
            try {
                if (!thread.join(STOP_MAX)) {
                    LOG.debug("The feed of staging is left behind; its last lines come again");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /// After the draining, in which others are answered still.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 2;
    }

    private void run() {
        while (isRunning()) {
            try (var reading = source.open()) {
                follow(reading);
            } catch (KafkaException e) {
                LOG.debug("Lines cannot be read for staging at the moment", e);
                rest(properties.waitMin());
            } catch (RuntimeException e) {
                LOG.error("The feed of staging met a fault of ours, and goes on", e);
                rest(properties.waitMax());
            }
        }
    }

    private void follow(FeedReading reading) {
        var wait = properties.waitMin();
        while (isRunning()) {
            var began = System.nanoTime();
            var count = reading.poll(POLL);
            meters.lag(reading.lag());
            if (count == 0) {
                continue;
            }
            if (isFed(reading)) {
                reading.commit();
                wait = properties.waitMin();
                var due = Duration.ofSeconds(1).multipliedBy(count).dividedBy(rate());
                rest(due.minusNanos(System.nanoTime() - began));
            } else {
                waitAndGoBack(reading, wait);
                wait = wait.multipliedBy(2);
                wait = wait.compareTo(properties.waitMax()) > 0 ? properties.waitMax() : wait;
            }
        }
    }

    private int rate() {
        return properties.readPerSecond();
    }

    private boolean isFed(FeedReading reading) {
        try {
            var batch = Batch.of(reading.records(), prepareLine);
            meters.done(batch, topic.send(batch.chosen()));
            return true;
        } catch (StagingAway | ElasticsearchUnavailable e) {
            meters.waiting(e);
            return false;
        }
    }

    // It polls on, so that the group does not take it for dead.
    private void waitAndGoBack(FeedReading reading, Duration wait) {
        reading.goBack();
        var end = System.nanoTime() + wait.toNanos();
        while (isRunning() && System.nanoTime() < end) {
            reading.idle(POLL);
        }
    }

    private void rest(Duration time) {
        try {
            var _ = stopped.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
