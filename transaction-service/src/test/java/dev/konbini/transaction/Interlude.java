package dev.konbini.transaction;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import org.bson.BsonString;

/// Lets something happen between two steps of what a test's thread does: just before or after its
/// next command of a kind goes to MongoDB.
final class Interlude implements CommandListener {

    /// Of one thread: what runs beside the test sends such commands, too.
    private static final ThreadLocal<Queue<Part>> parts = ThreadLocal.withInitial(ArrayDeque::new);

    private static final ThreadLocal<Integer> sent = ThreadLocal.withInitial(() -> 0);

    static void before(String command, String collection, Runnable action) {
        parts.get().add(new Part(command, collection, true, action));
    }

    static void after(String command, String collection, Runnable action) {
        parts.get().add(new Part(command, collection, false, action));
    }

    /// How many are still to come.
    static int left() {
        return parts.get().size();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var part = parts.get().peek();
        if (part == null || !part.isFor(event)) {
            return;
        }
        if (part.before()) {
            play();
        } else {
            sent.set(event.getRequestId());
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        var part = parts.get().peek();
        if (part != null && !part.before() && sent.get() == event.getRequestId()) {
            play();
        }
    }

    /// It sends commands itself, which are not to be met again.
    private static void play() {
        parts.get().remove().action().run();
    }

    private record Part(String command, String collection, boolean before, Runnable action) {

        boolean isFor(CommandStartedEvent event) {
            return event.getCommandName().equals(command)
                    && new BsonString(collection).equals(event.getCommand().get(command));
        }
    }
}
