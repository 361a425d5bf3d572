package dev.konbini.logging.syslog;

import dev.konbini.logging.listen.Room;
import dev.konbini.logging.parse.JoinLines;
import dev.konbini.logging.parse.SyslogText;
import dev.konbini.logging.syslog.SyslogTenants.Sender;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one connection sends: whose it is, and which messages are parts of one.
///
/// Messages of the same host, program and process are joined where they go on with one another (see
/// [JoinLines]), and a line without any header with what came before it. Two threads use it: one
/// reads, the other has taken what has waited long enough. While lines are not taken, both wait.
/// What it holds is a share of the room: where that is used up, nothing is gathered and no line
/// waits for another.
final class SyslogStream {

    private static final int PROGRAMS_MAX = 100;
    private static final Duration TICK = Duration.ofMillis(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread ticker = Thread.ofVirtual().unstarted(this::tick);
    private final Map<String, JoinLines<Piece>> programs = new HashMap<>();
    private final SyslogTenants tenants;
    private final SyslogLines lines;
    private final Room.Share share;
    private final String peer;
    private @Nullable Sender sender;
    private String last = "";
    private long joining;
    private long unfinished;
    private volatile boolean over;

    /// @param share to be closed when the stream has ended
    SyslogStream(SyslogTenants tenants, SyslogLines lines, Room.Share share, String peer) {
        this.tenants = tenants;
        this.lines = lines;
        this.share = share;
        this.peer = peer;
    }

    /// To be called first.
    void begin() {
        ticker.start();
    }

    /// Takes bytes in.
    ///
    /// @param flush whether nothing more is there at the moment
    /// @throws Refused also if there is no room for a message whose end has not come
    void feed(Frames frames, byte[] bytes, int length, boolean flush) throws Refused {
        lockToRead();
        try {
            unfinished = 0;
            frames.feed(bytes, length, this::take);
            unfinished = frames.held();
            if (flush) {
                lines.flush();
            }
            if (!hasRoom()) {
                throw new Refused("no-room");
            }
        } finally {
            lock.unlock();
        }
    }

    void feedEnd(Frames frames) throws Refused {
        lockToRead();
        try {
            unfinished = 0;
            frames.end(this::take);
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        while (!over && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TICK.toNanos());
            takeDue();
        }
    }

    /// Has taken what no further line belongs to any more.
    private void takeDue() {
        lock.lock();
        try {
            programs.values().forEach(held -> held.due().forEach(this::add));
            lines.flush();
            share.resize(held());
        } finally {
            lock.unlock();
        }
    }

    /// Has everything taken.
    void end() {
        lockToRead();
        try {
            over = true;
            addAll();
            lines.flush();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(ticker);
    }

    // A stop interrupts only the thread that reads. The other may be the one whose lines are not
    // taken: then it has to give them up, and to count them, for this one to go on.
    private void lockToRead() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            ticker.interrupt();
            lock.lock();
            Thread.currentThread().interrupt();
        }
    }

    private void take(String raw) throws Refused {
        if (raw.isBlank()) {
            return;
        }
        @Nullable SyslogText message = SyslogText.parse(raw);
        var now = tenants.sender(message, sender);
        sender = now;
        if (message != null) {
            last = message.host() + "\n" + message.app() + "\n" + message.processId();
        }
        if (programs.size() >= PROGRAMS_MAX && !programs.containsKey(last)) {
            addAll();
        }
        var piece =
                Piece.of(
                        now.tenant(),
                        tenants.withoutToken(raw, message),
                        message == null ? raw : message.message());
        joining += piece.bytes();
        programs.computeIfAbsent(
                        last, _ -> new JoinLines<>(Piece::said, Piece::join, System::nanoTime))
                .add(piece)
                .forEach(this::add);
        var _ = hasRoom();
    }

    // Where there is none, everything that is complete is taken, however long the sender waits.
    private boolean hasRoom() {
        if (share.resize(held())) {
            return true;
        }
        addAll();
        lines.flush();
        return share.resize(held());
    }

    private long held() {
        return unfinished + joining + lines.held();
    }

    private void addAll() {
        programs.values().forEach(held -> held.end().forEach(this::add));
        programs.clear();
    }

    private void add(Piece piece) {
        joining -= piece.bytes();
        lines.add(piece.tenant(), piece.text(), peer);
    }

    /// A message, or several that are one.
    ///
    /// @param text what is kept of it
    /// @param said what the program says in it
    /// @param bytes about how much heap it takes
    private record Piece(String tenant, String text, String said, long bytes) {

        private static final int OVERHEAD = 256;

        static Piece of(String tenant, String text, String said) {
            return new Piece(
                    tenant, text, said, OVERHEAD + 2L * text.length() + 2L * said.length());
        }

        Piece join(Piece next) {
            return new Piece(tenant, text + "\n" + next.said, said, bytes + next.bytes);
        }
    }
}
