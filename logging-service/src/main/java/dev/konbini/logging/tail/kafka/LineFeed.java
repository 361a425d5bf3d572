package dev.konbini.logging.tail.kafka;

import dev.konbini.logging.tail.Broadcast;
import dev.konbini.logging.tail.TailMeters;
import dev.konbini.logging.tail.TailProperties;
import dev.konbini.logging.tail.Tailers;
import dev.konbini.logging.topic.Topics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reads lines for all who tail at this replica, in a thread of its own, while somebody does.
///
/// It belongs to no consumer group and commits nothing. It needs neither Kafka nor the topic to be
/// there: clients wait, and go on where they were when it is back.
@Component
public final class LineFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LineFeed.class);

    /// How long somebody who joins waits at most until they are looked at.
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaProperties kafka;
    private final String topic;
    private final Tailers tailers;
    private final Broadcast broadcast;
    private final TailMeters meters;
    private final TailProperties properties;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    public LineFeed(
            KafkaProperties kafka,
            Topics topics,
            Tailers tailers,
            Broadcast broadcast,
            TailMeters meters,
            TailProperties properties) {
        this.kafka = kafka;
        this.topic = topics.lines();
        this.tailers = tailers;
        this.broadcast = broadcast;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        tailers.open();
        Thread.ofPlatform().daemon().name("tail").start(this::run);
    }

    /// Tells all clients to go on at another replica, which by now they are routed to.
    @Override
    public synchronized void stop() {
        stopped.countDown();
        tailers.sayGoodbye();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /// Right after the draining, and before the web server waits for requests to end.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    private void run() {
        try {
            while (isRunning()) {
                tailers.awaitSomebody();
                try (var consumer =
                        new KafkaConsumer<byte[], byte[]>(TopicReading.properties(kafka))) {
                    read(new TopicReading(consumer, topic));
                } catch (InterruptException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.debug("Lines cannot be tailed at the moment", e);
                    var _ = stopped.await(1, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(TopicReading reading) throws InterruptedException {
        while (isRunning() && tailers.count() > 0) {
            if (!reading.find()) {
                var _ = stopped.await(1, TimeUnit.SECONDS);
                continue;
            }
            admit(reading);
            if (!broadcast.isReading()) {
                continue;
            }
            reading.goTo(broadcast.next());
            try {
                broadcast.show(reading.poll(POLL));
                watchLag(reading);
            } catch (OffsetOutOfRangeException e) {
                broadcast.jumpInto(reading.extent());
            }
        }
        broadcast.end();
    }

    private void admit(TopicReading reading) {
        var coming = tailers.takeComing();
        if (coming.isEmpty()) {
            return;
        }
        try {
            broadcast.admit(coming, reading.extent());
        } catch (TimeoutException e) {
            LOG.debug("Kafka does not answer, so {} clients wait", coming.size(), e);
            tailers.putBack(coming);
        } catch (KafkaException e) {
            tailers.putBack(coming);
            throw e;
        }
    }

    private void watchLag(TopicReading reading) {
        var lag = reading.lag();
        meters.lag(lag);
        if (lag > properties.lag()) {
            try {
                broadcast.jumpToEnd(reading.extent());
            } catch (TimeoutException e) {
                LOG.debug("Kafka does not say where its end is", e);
            }
        }
    }
}
