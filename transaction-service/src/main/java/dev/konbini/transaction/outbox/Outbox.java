package dev.konbini.transaction.outbox;

import com.mongodb.client.model.IndexModel;
import dev.konbini.transaction.outbox.kafka.KafkaEvents;
import dev.konbini.transaction.outbox.mongo.MongoOutbox;
import dev.konbini.transaction.trace.TraceParent;
import dev.konbini.transaction.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Publishes what the orders have in their outbox.
///
/// All sending happens on one background thread. Whoever wrote events only leaves the document's id
/// in a bounded queue; should the queue be full, the replica die or Kafka be away, the sweep of any
/// replica finds them in MongoDB. An event is sent after Kafka has acknowledged those before it in
/// its document, and removed after it has been acknowledged itself. So each is delivered at least
/// once, the first time in order, and more than once only when a replica died or took too long.
@Component
@EnableConfigurationProperties(OutboxProperties.class)
public final class Outbox {

    /// The collection whose documents have an outbox.
    public static final String COLLECTION = "orders";

    private static final int BACKLOG_COUNT_MAX = 100_000;

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final MongoOutbox documents;
    private final KafkaEvents kafka;
    private final OutboxProperties properties;
    private final Clock clock;
    private final Traces traces;
    private final BlockingQueue<String> queue;
    private final Counter published;

    /// Of [System#nanoTime], which nobody sets back.
    private long sweepDueNanos = System.nanoTime();

    private volatile long backlog;

    Outbox(
            MongoOutbox documents,
            KafkaEvents kafka,
            OutboxProperties properties,
            Clock clock,
            Traces traces,
            MeterRegistry meters) {
        this.documents = documents;
        this.kafka = kafka;
        this.properties = properties;
        this.clock = clock;
        this.traces = traces;
        this.queue = new ArrayBlockingQueue<>(properties.queueMax());
        this.published =
                Counter.builder("konbini.outbox.published")
                        .description("Events that Kafka has acknowledged")
                        .register(meters);
        Gauge.builder("konbini.outbox.backlog", () -> backlog)
                .description(
                        "Documents with events that are not in Kafka, on all replicas, at the last sweep")
                .register(meters);
    }

    /// The index that the collection needs for the sweep.
    public static IndexModel index() {
        return MongoOutbox.index();
    }

    /// The part of a document's update that makes `events` true with it. [#publish] is to follow.
    public Bson adding(List<OutboxEvent> events) {
        return MongoOutbox.adding(events, clock.instant().plus(properties.grace()));
    }

    /// Says that the document `id` has events. Returns at once, whatever Kafka does.
    public void publish(String id) {
        // Full means that Kafka is away or slow. The sweep will find it.
        var _ = queue.offer(id);
    }

    /// One round: publishes what is in the queue, and now and then what was left behind.
    ///
    /// @param stopping whether to return at once when there is nothing to do
    public void work(boolean stopping) throws InterruptedException {
        var ids = next(stopping);
        if (!ids.isEmpty() && kafka.reachable()) {
            publish(documents.read(ids));
        }
        if (!stopping && System.nanoTime() - sweepDueNanos >= 0) {
            sweep();
            sweepDueNanos = System.nanoTime() + properties.sweepInterval().toNanos();
        }
    }

    /// Lets go of Kafka.
    public void close() {
        kafka.close();
    }

    /// Publishes the events that nobody has been at for a while, as many as there are. Those that
    /// somebody is at for longer than anybody should be are such, too: a clock was ahead.
    ///
    /// Asks whether Kafka is there before it takes any over, so that an outage leaves them free for
    /// all.
    void sweep() throws InterruptedException {
        backlog = documents.backlog(BACKLOG_COUNT_MAX);
        Map<String, List<OutboxEvent>> claimed;
        do {
            if (!kafka.reach()) {
                return;
            }
            var now = clock.instant();
            var until = now.plus(properties.lease());
            // Replicas' clocks may differ by a lease.
            var longest = until.plus(properties.grace()).plus(properties.lease());
            claimed = documents.claim(now, until, longest, properties.batchMax());
            publish(claimed);
        } while (claimed.size() == properties.batchMax());
    }

    private Set<String> next(boolean stopping) throws InterruptedException {
        var ids = new LinkedHashSet<String>();
        var first = stopping ? queue.poll() : queue.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
            ids.add(first);
            queue.drainTo(ids, properties.batchMax() - 1);
        }
        return ids;
    }

    /// Sends the first event of each document, then the second of those whose first has arrived,
    /// and so on.
    private void publish(Map<String, List<OutboxEvent>> events) throws InterruptedException {
        if (events.isEmpty()) {
            return;
        }
        var acknowledged = new HashMap<String, List<String>>();
        var round = firsts(events, 0);
        for (int position = 1; !round.isEmpty(); position++) {
            var arrived = kafka.send(round);
            round.forEach((id, sent) -> {
                if (arrived.contains(id)) {
                    acknowledged.computeIfAbsent(id, _ -> new ArrayList<>()).add(sent.id());
                }
            });
            var next = firsts(events, position);
            next.keySet().retainAll(arrived);
            round = next;
        }
        if (!acknowledged.isEmpty()) {
            documents.remove(acknowledged);
            acknowledged.forEach((id, sent) ->
                    report(id, events.getOrDefault(id, List.of()).subList(0, sent.size())));
        }
    }

    private static Map<String, OutboxEvent> firsts(
            Map<String, List<OutboxEvent>> events, int position) {
        var firsts = new LinkedHashMap<String, OutboxEvent>();
        events.forEach((id, all) -> {
            if (all.size() > position) {
                firsts.put(id, all.get(position));
            }
        });
        return firsts;
    }

    private void report(String id, List<OutboxEvent> sent) {
        published.increment(sent.size());
        traces.within(
                TraceParent.parse(sent.getLast().traceparent()),
                "publish events",
                () ->
                        log.info(
                                "Order {}: events published: {}",
                                id,
                                String.join(", ", sent.stream().map(OutboxEvent::type).toList())));
    }
}
