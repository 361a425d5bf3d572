package dev.konbini.logging.tail;

import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.tail.Delivery.Match;
import dev.konbini.logging.tail.Delivery.Skipped;
import dev.konbini.logging.tail.lucene.LineQuery;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One client who tails.
///
/// Its thread takes what comes; the reader's puts it in and says how far it has read.
public final class Tailer {

    private final LineFilter filter;
    private final LineQuery query;
    private final @Nullable Position resume;
    private final Mailbox mailbox;
    private volatile @Nullable Sight sight;

    Tailer(LineFilter filter, LineQuery query, @Nullable Position resume, QueueRoom room) {
        this.filter = filter;
        this.query = query;
        this.resume = resume;
        this.mailbox = new Mailbox(room);
    }

    /// What is to be told next; an [Delivery.Idle] where nothing comes for `patience`, and one at
    /// once when it is known where the tail begins.
    public Delivery next(Duration patience) throws InterruptedException {
        return mailbox.take(patience, this::reached);
    }

    /// What it asks for.
    LineFilter filter() {
        return filter;
    }

    LineQuery query() {
        return query;
    }

    /// Where it wants to go on; null for from now on.
    @Nullable Position resume() {
        return resume;
    }

    /// Begins, or goes on: from now on it gets what is at `from` or after it, of what is read as
    /// `read` says.
    void see(AtomicReference<Position> read, Position from) {
        var begins = sight == null;
        sight = new Sight(read, from);
        if (begins) {
            mailbox.wake();
        }
    }

    /// Gives it a line that it wants.
    ///
    /// @return false where the client was too slow for it
    boolean give(Match match) {
        var at = from().later(match.at());
        return mailbox.offer(at.equals(match.at()) ? match : new Match(match.line(), at));
    }

    /// Whether it wants a line at this place, were it to match.
    boolean wants(int partition, long offset) {
        return offset >= from().at(partition);
    }

    void skip(Skipped gap) {
        mailbox.skip(gap);
    }

    void sayGoodbye() {
        mailbox.close();
    }

    void gone() {
        mailbox.abandon();
    }

    /// Before it, nothing is missing; null before it has begun.
    @Nullable Position reached() {
        var seen = sight;
        return seen == null ? null : seen.from().later(seen.read().get());
    }

    Position from() {
        var seen = sight;
        return seen == null ? Position.of() : seen.from();
    }

    /// What it sees, replaced as one so that the two never belong to different readings.
    ///
    /// @param read how far has been read
    /// @param from nothing before this is for it
    private record Sight(AtomicReference<Position> read, Position from) {}
}
