package dev.konbini.logging.tail;

import dev.konbini.logging.tail.Delivery.Skipped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/// Decides where the topic is read for all who tail, and gives each of them what is theirs.
///
/// There is one place of reading. For a tailer who was further back it goes back once, and those
/// who had those lines do not get them again. Used by the reader's thread alone.
@Component
public final class Broadcast {

    private final Tailers tailers;
    private final Audiences audiences;
    private final TailMeters meters;
    private final TailProperties properties;
    private AtomicReference<Position> read = new AtomicReference<>(Position.of());
    private boolean reading;

    /// For each partition, the offset of the line that is read next.
    private long[] next = {};

    /// The farthest that `next` ever was.
    private long[] head = {};

    Broadcast(Tailers tailers, Audiences audiences, TailMeters meters, TailProperties properties) {
        this.tailers = tailers;
        this.audiences = audiences;
        this.meters = meters;
        this.properties = properties;
    }

    /// Whether it is known where to read.
    public boolean isReading() {
        return reading;
    }

    /// Where to read on.
    public Position next() {
        return Position.of(next);
    }

    /// Begins to serve `coming`, and may change [#next] to an earlier place for them. Those who
    /// need one while an earlier one is being read for others have to wait until that has been
    /// done.
    public void admit(List<Tailer> coming, Extent extent) {
        if (!reading) {
            reading = true;
            next = offsets(extent.end());
            head = next.clone();
            read = new AtomicReference<>(extent.end());
        }
        grow(extent.end().partitions());
        var busy = !Arrays.equals(next, head);
        var target = next.clone();
        var waiting = new ArrayList<Tailer>();
        var starts = new ArrayList<Runnable>();
        for (var tailer : coming) {
            var start = start(tailer, extent);
            if (busy && isBefore(start.from(), next)) {
                waiting.add(tailer);
            } else {
                Arrays.setAll(target, at -> Math.min(target[at], start.from().at(at)));
                starts.add(() -> begin(tailer, start));
            }
        }
        goBack(target);
        starts.forEach(Runnable::run);
        tailers.putBack(waiting);
    }

    /// Gives `records` to whom they are for.
    public void show(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        audiences.remove(tailers.takeGoing());
        for (var record : records) {
            var partition = record.partition();
            grow(partition + 1);
            next[partition] = record.offset() + 1;
            head[partition] = Math.max(head[partition], next[partition]);
            audiences.show(record, this::next);
        }
        // Only now: whoever reads this and finds nothing in its mailbox has had everything.
        read.set(next());
    }

    /// Kafka has no more what was to be read next: reads on at the nearest that it has.
    public void jumpInto(Extent extent) {
        jump(extent.nearest(next()), extent.begin(), Passed.EXPIRED);
    }

    /// Passes over all that is there.
    public void jumpToEnd(Extent extent) {
        jump(extent.end(), extent.begin(), Passed.OVERLOAD);
    }

    private void jump(Position target, Position begin, Passed reason) {
        var before = next();
        next = offsets(target);
        head = next.clone();
        read = new AtomicReference<>(target);
        for (var tailer : audiences.tailers()) {
            var was = tailer.from().later(before);
            var from = new long[next.length];
            var missed = 0L;
            for (var at = 0; at < next.length; at++) {
                // Further on than it ever was: the topic was made anew, and all of it is unknown.
                var anew = next[at] < before.at(at);
                missed += anew ? next[at] - begin.at(at) : Math.max(0, next[at] - was.at(at));
                from[at] = anew ? next[at] : Math.max(next[at], was.at(at));
            }
            tailer.see(read, Position.of(from));
            if (missed > 0) {
                tailer.skip(new Skipped(missed, reason, tailer.from()));
                meters.passed(reason, missed);
            }
        }
    }

    /// Nobody is served any more: the next one begins anew.
    public void end() {
        audiences.remove(tailers.takeGoing());
        reading = !audiences.tailers().isEmpty();
        meters.lag(0);
    }

    private Start start(Tailer tailer, Extent extent) {
        var resume = tailer.resume();
        return resume == null
                ? new Start(Position.of(head), List.of())
                : Start.of(resume, extent, properties.back());
    }

    private void begin(Tailer tailer, Start start) {
        for (var gap : start.gaps()) {
            tailer.skip(gap);
            meters.passed(gap.reason(), gap.lines());
        }
        tailer.see(read, start.from());
        audiences.add(tailer);
    }

    /// Everybody who is served has had all until `head`, and gets nothing before it again.
    private void goBack(long[] target) {
        if (Arrays.equals(target, next)) {
            return;
        }
        var had = Position.of(head);
        next = target;
        read = new AtomicReference<>(next());
        audiences.tailers().forEach(tailer -> tailer.see(read, tailer.from().later(had)));
    }

    private void grow(int partitions) {
        if (partitions > next.length) {
            next = Arrays.copyOf(next, partitions);
            head = Arrays.copyOf(head, partitions);
        }
    }

    private static boolean isBefore(Position position, long[] offsets) {
        for (var partition = 0; partition < offsets.length; partition++) {
            if (position.at(partition) < offsets[partition]) {
                return true;
            }
        }
        return false;
    }

    private static long[] offsets(Position position) {
        var offsets = new long[position.partitions()];
        Arrays.setAll(offsets, position::at);
        return offsets;
    }
}
