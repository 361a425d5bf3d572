package dev.konbini.logging.syslog;

import dev.konbini.logging.parse.JoinLines;
import dev.konbini.logging.parse.SyslogText;
import dev.konbini.logging.syslog.SyslogTenants.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one connection sends: whose it is, and which messages are parts of one.
///
/// Messages of the same host, program and process are joined where they go on with one another (see
/// [JoinLines]), and a line without any header with what came before it. Two threads use it: one
/// reads, the other has taken what has waited long enough. While lines are not taken, both wait.
final class SyslogStream {

    private static final int PROGRAMS_MAX = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, JoinLines<Piece>> programs = new HashMap<>();
    private final SyslogTenants tenants;
    private final SyslogLines lines;
    private final String peer;
    private @Nullable Sender sender;
    private String last = "";
    private volatile boolean over;

    SyslogStream(SyslogTenants tenants, SyslogLines lines, String peer) {
        this.tenants = tenants;
        this.lines = lines;
        this.peer = peer;
    }

    /// Takes bytes in.
    ///
    /// @param flush whether nothing more is there at the moment
    void feed(Frames frames, byte[] bytes, int length, boolean flush) throws Refused {
        lock.lock();
        try {
            frames.feed(bytes, length, this::take);
            if (flush) {
                lines.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    void feedEnd(Frames frames) throws Refused {
        lock.lock();
        try {
            frames.end(this::take);
        } finally {
            lock.unlock();
        }
    }

    /// Has taken what no further line belongs to any more.
    void takeDue() {
        lock.lock();
        try {
            programs.values().forEach(joining -> joining.due().forEach(this::add));
            lines.flush();
        } finally {
            lock.unlock();
        }
    }

    /// Has everything taken.
    void end() {
        lock.lock();
        try {
            over = true;
            addAll();
            lines.flush();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        return over;
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
                new Piece(
                        now.tenant(),
                        tenants.withoutToken(raw, message),
                        message == null ? raw : message.message());
        programs.computeIfAbsent(
                        last, _ -> new JoinLines<>(Piece::said, Piece::join, System::nanoTime))
                .add(piece)
                .forEach(this::add);
    }

    private void addAll() {
        programs.values().forEach(joining -> joining.end().forEach(this::add));
        programs.clear();
    }

    private void add(Piece piece) {
        lines.add(piece.tenant(), piece.text(), peer);
    }

    /// A message, or several that are one.
    ///
    /// @param text what is kept of it
    /// @param said what the program says in it
    private record Piece(String tenant, String text, String said) {

        Piece join(Piece next) {
            return new Piece(tenant, text + "\n" + next.said, said);
        }
    }
}
