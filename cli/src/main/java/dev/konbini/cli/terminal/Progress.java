package dev.konbini.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says what happens while it happens: one plain line for each thing done and, on a terminal, one
/// line below them that names what is still awaited.
///
/// Safe to use from several threads.
public final class Progress implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean live;
    private final long start = System.nanoTime();
    private final Set<String> awaited = new LinkedHashSet<>();
    private final @Nullable Thread ticker;
    private boolean shown;

    private Progress(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
        this.ticker = live ? Thread.ofVirtual().name("progress").start(this::tick) : null;
    }

    /// Speaks on standard output, with the live line where that is a terminal.
    public static Progress onStandardOutput() {
        // The launcher knows; System.console() would want standard input to be a terminal as well.
        return new Progress(System.out, "1".equals(System.getenv("KONBINI_TERMINAL")));
    }

    /// Speaks in plain lines only.
    public static Progress plain(PrintStream out) {
        return new Progress(out, false);
    }

    /// Prints one line.
    public synchronized void say(String line) {
        erase();
        out.println(line);
        out.flush();
        show();
    }

    /// Names something as awaited until [#arrived].
    public synchronized void await(String what) {
        awaited.add(what);
        erase();
        show();
    }

    public synchronized void arrived(String what) {
        awaited.remove(what);
        erase();
        show();
    }

    /// Time since this progress began.
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// Removes the live line for good.
    @Override
    public synchronized void close() {
        awaited.clear();
        erase();
        if (ticker != null) {
            ticker.interrupt();
        }
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                synchronized (this) {
                    erase();
                    show();
                }
            }
        } catch (InterruptedException closed) {
            // Nothing is awaited any more.
        }
    }

    private void erase() {
        if (shown) {
            out.print(ERASE_LINE);
            out.flush();
            shown = false;
        }
    }

    private void show() {
        if (live && !awaited.isEmpty()) {
            out.print(line(awaited, elapsed()));
            out.flush();
            shown = true;
        }
    }

    /// The live line; short enough for a narrow terminal, as only a single line can be erased.
    static String line(Collection<String> awaited, Duration elapsed) {
        var names = String.join(", ", awaited);
        var cut = names.length() > 55 ? names.substring(0, 54) + "…" : names;
        return "  %3d s  waiting for %s".formatted(elapsed.toSeconds(), cut);
    }
}
