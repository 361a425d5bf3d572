package dev.konbini.logging.tail;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// How much waits for all clients of this replica together.
@Component
final class QueueRoom {

    private final TailProperties properties;
    private final AtomicLong bytes = new AtomicLong();

    QueueRoom(TailProperties properties) {
        this.properties = properties;
    }

    int linesOfOne() {
        return properties.queueLines();
    }

    long bytesOfOne() {
        return properties.queueSize().toBytes();
    }

    boolean has(int more) {
        return bytes.get() + more <= properties.queuesSize().toBytes();
    }

    void take(long more) {
        bytes.addAndGet(more);
    }

    void give(long back) {
        bytes.addAndGet(-back);
    }
}
