package dev.konbini.logging.tail;

import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.tail.lucene.LineQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who tails on this replica: a door for clients on one side, what the reader has to serve on the
/// other.
@Component
public final class Tailers {

    private static final String OPERATORS = "";

    private final TailProperties properties;
    private final LineQueries queries;
    private final QueueRoom room;
    private final Map<String, Integer> ofTenant = new HashMap<>();
    private final Set<Tailer> present = new HashSet<>();
    private final List<Tailer> coming = new ArrayList<>();
    private final List<Tailer> going = new ArrayList<>();
    private boolean closed;

    Tailers(TailProperties properties, LineQueries queries, QueueRoom room) {
        this.properties = properties;
        this.queries = queries;
        this.room = room;
    }

    /// Lets a client in. Whoever joined has to [#leave].
    ///
    /// Precedence: [Outcome.TooMany], [Outcome.Joined]. Where the replica is about to leave, the
    /// tailer's first delivery is the goodbye.
    ///
    /// @param filter which lines; its times are not looked at
    /// @param resume where the client was, at whichever replica; null for from now on
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, before anything else
    public Outcome join(LineFilter filter, @Nullable Position resume) {
        return join(new Tailer(filter, queries.read(filter), resume, room));
    }

    private synchronized Outcome join(Tailer tailer) {
        var tenant = tenant(tailer.filter());
        if (present.size() >= properties.tailers()
                || ofTenant.getOrDefault(tenant, 0) >= properties.tailersOfTenant()) {
            return new Outcome.TooMany();
        }
        ofTenant.merge(tenant, 1, Integer::sum);
        present.add(tailer);
        coming.add(tailer);
        if (closed) {
            tailer.sayGoodbye();
        }
        notifyAll();
        return new Outcome.Joined(tailer);
    }

    /// The client has gone. A repeat changes nothing.
    public synchronized void leave(Tailer tailer) {
        if (present.remove(tailer)) {
            ofTenant.computeIfPresent(
                    tenant(tailer.filter()), (tenant, count) -> count == 1 ? null : count - 1);
            if (!coming.remove(tailer)) {
                going.add(tailer);
            }
            tailer.gone();
        }
    }

    /// How many tail.
    public synchronized int count() {
        return present.size();
    }

    /// Lets clients in again who come after a goodbye.
    public synchronized void open() {
        closed = false;
    }

    /// Tells all to go on elsewhere, and whoever comes from now on.
    public synchronized void sayGoodbye() {
        closed = true;
        present.forEach(Tailer::sayGoodbye);
        notifyAll();
    }

    /// Returns when somebody tails, or nobody is to any more.
    public synchronized void awaitSomebody() throws InterruptedException {
        while (present.isEmpty() && !closed) {
            wait();
        }
    }

    /// Who came since this was asked last.
    public synchronized List<Tailer> takeComing() {
        return taken(coming);
    }

    /// Who left since this was asked last, of those who were taken in.
    public synchronized List<Tailer> takeGoing() {
        return taken(going);
    }

    /// Puts back who could not be taken in yet, unless they have left.
    public synchronized void putBack(List<Tailer> tailers) {
        tailers.stream().filter(present::contains).forEach(coming::add);
    }

    private static List<Tailer> taken(List<Tailer> from) {
        var all = List.copyOf(from);
        from.clear();
        return all;
    }

    private static String tenant(LineFilter filter) {
        return Objects.requireNonNullElse(filter.scope().tenant(), OPERATORS);
    }

    /// What became of a wish to tail.
    public sealed interface Outcome {

        /// It tails.
        record Joined(Tailer tailer) implements Outcome {}

        /// As many as may tail already.
        record TooMany() implements Outcome {}
    }
}
