package dev.konbini.logging.tail;

import dev.konbini.logging.tail.Delivery.Match;
import dev.konbini.logging.tail.Delivery.Skipped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Holds what one client has not taken yet, up to a bound.
///
/// Who puts something in never waits. When it is full, lines are counted instead, until the client
/// has taken all that was there and then the count: so the gap is where it was.
///
/// What was taken has its room until the next is taken, since the client may be slow to read it.
final class Mailbox {

    private static final int BYTES_ALWAYS = 32 * 1024;

    /// How much is taken at once; a larger line is taken alone.
    private static final int BYTES_AT_ONCE = 64 * 1024;

    private final QueueRoom room;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();

    /// Of the lines that are there and of those that were taken last.
    private long bytes;

    private long takenBytes;
    private long uncounted;
    private @Nullable Position uncountedUntil;

    /// Where the client is after what it has taken.
    private Position taken = Position.of();

    private boolean awake;
    private boolean closing;
    private boolean gone;

    Mailbox(QueueRoom room) {
        this.room = room;
    }

    /// Adds `match`, or counts it.
    ///
    /// @return whether there was room for it
    boolean offer(Match match) {
        lock.lock();
        try {
            if (gone) {
                return true;
            }
            news.signal();
            if (uncounted > 0 || !fits(match.line().length())) {
                uncounted++;
                uncountedUntil = match.at();
                return false;
            }
            entries.add(new Line(match));
            bytes += match.line().length();
            room.take(match.line().length());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Adds a gap after what is there.
    void skip(Skipped gap) {
        lock.lock();
        try {
            endCount();
            entries.add(new Gap(gap));
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Makes who waits look up, though nothing came.
    void wake() {
        lock.lock();
        try {
            awake = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends it, after what is there.
    void close() {
        lock.lock();
        try {
            closing = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Throws away what is there and what may still come.
    void abandon() {
        lock.lock();
        try {
            gone = true;
            room.give(bytes);
            bytes = 0;
            takenBytes = 0;
            entries.clear();
        } finally {
            lock.unlock();
        }
    }

    /// What came first of what is there; waits for it for `patience`. Who asks has done with what
    /// they took before.
    ///
    /// @param reached says where the reader is. It is asked before the mailbox is looked into, and
    ///   the reader moves on only after it has put in what was there: so where nothing is found,
    ///   nothing was there. What was taken may be further on than that
    Delivery take(Duration patience, Supplier<@Nullable Position> reached)
            throws InterruptedException {
        var left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            giveBack();
            while (entries.isEmpty() && uncounted == 0 && !awake && !closing && left > 0) {
                left = news.awaitNanos(left);
            }
            awake = false;
        } finally {
            lock.unlock();
        }
        @Nullable Position at = reached.get();
        lock.lockInterruptibly();
        try {
            return next(at);
        } finally {
            lock.unlock();
        }
    }

    private Delivery next(@Nullable Position at) {
        if (entries.isEmpty()) {
            endCount();
        }
        return switch (entries.peek()) {
            case Line first -> new Delivery.Lines(lines());
            case Gap(var gap) -> {
                entries.remove();
                taken = gap.at() == null ? taken : gap.at();
                yield gap;
            }
            case null -> {
                var place = at == null ? null : taken.later(at);
                yield closing ? new Delivery.Goodbye(place) : new Delivery.Idle(place);
            }
        };
    }

    private List<Match> lines() {
        var matches = new ArrayList<Match>();
        while (entries.peek() instanceof Line(var match)
                && (matches.isEmpty() || takenBytes + match.line().length() <= BYTES_AT_ONCE)) {
            entries.remove();
            matches.add(match);
            taken = match.at();
            takenBytes += match.line().length();
        }
        return matches;
    }

    private void giveBack() {
        bytes -= takenBytes;
        room.give(takenBytes);
        takenBytes = 0;
    }

    private boolean fits(int more) {
        return entries.size() < room.linesOfOne()
                && (bytes == 0
                        || bytes + more <= BYTES_ALWAYS
                        || (bytes + more <= room.bytesOfOne() && room.has(more)));
    }

    private void endCount() {
        if (uncounted > 0) {
            entries.add(new Gap(new Skipped(uncounted, Passed.SLOW_CLIENT, uncountedUntil)));
            uncounted = 0;
        }
    }

    private sealed interface Entry {}

    private record Line(Match match) implements Entry {}

    private record Gap(Skipped gap) implements Entry {}
}
