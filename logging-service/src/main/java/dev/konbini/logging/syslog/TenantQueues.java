package dev.konbini.logging.syslog;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.Room;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lines whose senders cannot be held back, and which wait to be taken: each tenant's in a queue
/// and by a thread of its own, in their order.
///
/// So a tenant that is over its quota loses its own lines alone, and lines of many tenants that
/// come in turns are taken many at a time. What there is no room for is lost and counted: as
/// `tenant-full` if its tenant's queue has its share of the room, else as `full`.
final class TenantQueues {

    private static final Logger LOG = LoggerFactory.getLogger(TenantQueues.class);
    private static final int TOGETHER_MAX = 1000;
    private static final Duration COUNT_MAX = Duration.ofSeconds(1);

    private final KeepTaking door;
    private final ReceiverMeters meters;
    private final Room room;
    private final Map<String, TenantQueue> queues = new HashMap<>();

    TenantQueues(KeepTaking door, ReceiverMeters meters, Room room) {
        this.door = door;
        this.meters = meters;
        this.room = room;
    }

    /// Has a line taken after those of its tenant that came before it, unless there is no room.
    synchronized void add(String tenant, String text, String peer) {
        var queue = queues.get(tenant);
        var share = queue == null ? room.open() : queue.share;
        var line = new Line(text, peer);
        if (!share.grow(line.bytes())) {
            meters.lost(queue == null ? "full" : "tenant-full", 1);
            return;
        }
        if (queue == null) {
            queue = new TenantQueue(tenant, share);
            queues.put(tenant, queue);
            queue.taker.start();
        }
        queue.waiting.add(line);
    }

    /// Waits until everything is taken, and gives up what is not by then.
    ///
    /// @param end until when, as [System#nanoTime] has it
    void finishBy(long end) throws InterruptedException {
        for (var taker : takers()) {
            if (!taker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                // It counts what it has not had taken.
                taker.interrupt();
                taker.join(COUNT_MAX);
            }
        }
    }

    private synchronized List<Thread> takers() {
        return queues.values().stream().map(queue -> queue.taker).toList();
    }

    private synchronized List<Line> next(TenantQueue queue) {
        var together = new ArrayList<Line>();
        while (together.size() < TOGETHER_MAX && !queue.waiting.isEmpty()) {
            together.add(queue.waiting.remove());
        }
        if (together.isEmpty()) {
            queues.remove(queue.tenant);
            queue.share.close();
        }
        return together;
    }

    private synchronized void giveBack(TenantQueue queue, List<Line> taken) {
        queue.share.shrink(taken.stream().mapToLong(Line::bytes).sum());
    }

    private void takeAll(TenantQueue queue) {
        var lines = new SyslogLines(door, meters);
        for (var next = next(queue); !next.isEmpty(); next = next(queue)) {
            try {
                next.forEach(line -> lines.add(queue.tenant, line.text(), line.peer()));
                lines.flush();
            } catch (RuntimeException e) {
                LOG.error("Lines of {} were not taken", queue.tenant, e);
                meters.lost("failed", next.size());
            }
            giveBack(queue, next);
        }
    }

    private final class TenantQueue {

        private final String tenant;
        private final Room.Share share;
        private final Queue<Line> waiting = new ArrayDeque<>();
        private final Thread taker;

        TenantQueue(String tenant, Room.Share share) {
            this.tenant = tenant;
            this.share = share;
            this.taker =
                    Thread.ofVirtual().name("syslog-udp-" + tenant).unstarted(() -> takeAll(this));
        }
    }

    private record Line(String text, String peer) {

        /// Of heap besides the text.
        private static final int OVERHEAD = 160;

        long bytes() {
            return OVERHEAD + 2L * text.length();
        }
    }
}
