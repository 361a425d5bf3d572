package dev.konbini.logging.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Joins the lines of one stream that are one message: a stack trace and what it belongs to.
///
/// A line is held back until the next one shows that it is complete, and no longer than
/// [#WAIT_MAX]: whoever feeds it asks for [#due] at least twice in that time. Of one thread at a
/// time. A message has at most [#LINES_MAX] lines and about [#CHARS_MAX] characters; what follows
/// begins another.
///
/// @param <T> what carries a line
public final class JoinLines<T> {

    /// The longest that a line waits for another.
    public static final Duration WAIT_MAX = Duration.ofMillis(500);

    public static final int LINES_MAX = 1000;
    public static final int CHARS_MAX = 256 * 1024;

    private final Function<T, String> text;
    private final BinaryOperator<T> join;
    private final LongSupplier nanoTime;
    private Continuation continuation = new Continuation("");
    private @Nullable T held;
    private long heldSince;
    private int lines;
    private int chars;

    /// @param text what a piece says
    /// @param join makes one piece of two that belong together, given in their order
    /// @param nanoTime a clock that never goes back
    public JoinLines(Function<T, String> text, BinaryOperator<T> join, LongSupplier nanoTime) {
        this.text = text;
        this.join = join;
        this.nanoTime = nanoTime;
    }

    /// Joins the lines of a whole text, without their ends. Blank lines between messages are left
    /// out.
    public static List<String> ofText(String text) {
        var joining =
                new JoinLines<String>(line -> line, (one, next) -> one + "\n" + next, () -> 0);
        var messages = new ArrayList<String>();
        text.lines().forEach(line -> messages.addAll(joining.add(line)));
        messages.addAll(joining.end());
        messages.removeIf(String::isBlank);
        return messages;
    }

    /// Takes the next line.
    ///
    /// @return the message before it, if this line does not belong to it
    public List<T> add(T piece) {
        var said = text.apply(piece);
        if (held != null
                && lines < LINES_MAX
                && chars + said.length() <= CHARS_MAX
                && continuation.takes(said)) {
            held = join.apply(held, piece);
            lines++;
            chars += said.length();
            return List.of();
        }
        var complete = end();
        held = piece;
        heldSince = nanoTime.getAsLong();
        lines = 1;
        chars = said.length();
        continuation = new Continuation(said);
        return complete;
    }

    /// What has waited long enough.
    public List<T> due() {
        return nanoTime.getAsLong() - heldSince >= WAIT_MAX.toNanos() ? end() : List.of();
    }

    /// What is held, when nothing follows any more.
    public List<T> end() {
        var last = held;
        held = null;
        return last == null ? List.of() : List.of(last);
    }
}
