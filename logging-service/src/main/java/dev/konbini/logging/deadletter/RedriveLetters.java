package dev.konbini.logging.deadletter;

import dev.konbini.logging.operation.Operations;
import dev.konbini.logging.task.BackgroundTasks;
import dev.konbini.logging.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;

/// Sends the records of dead letters again to the topics they came from.
///
/// Each letter is claimed by compare-and-set before it is sent and marked afterwards, so that
/// repeats and simultaneous calls send it once. What a replica had claimed when it died is sent
/// again by the next call: it has the same id and is kept once in effect. What comes back a third
/// time stays.
@Service
public final class RedriveLetters {

    private static final int EXAMPLES = 5;
    private static final Duration SILENCE_MAX = Duration.ofMinutes(2);

    private final Letters letters;
    private final LetterClaims claims;
    private final DeadLetters deadLetters;
    private final Topics topics;
    private final Operations operations;
    private final Clock clock;
    private final BackgroundTasks tasks;

    RedriveLetters(
            Letters letters,
            LetterClaims claims,
            DeadLetters deadLetters,
            Topics topics,
            Operations operations,
            Clock clock,
            BackgroundTasks tasks) {
        this.letters = letters;
        this.claims = claims;
        this.deadLetters = deadLetters;
        this.topics = topics;
        this.operations = operations;
        this.clock = clock;
        this.tasks = tasks;
    }

    /// What would be sent again.
    ///
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable where Elasticsearch is away
    public Plan plan(Letter.Filter filter) {
        var query = new LetterQuery(filter);
        var waiting = query.waiting(LetterClaims.lapsed(clock.instant()));
        return new Plan(
                letters.count(query.any()),
                letters.count(waiting),
                letters.count(query.sent()),
                letters.count(query.looping()),
                letters.oldest(waiting, EXAMPLES, null).stream().map(letters::letter).toList());
    }

    /// Begins to send again what `plan` counted, and goes on in the background.
    ///
    /// @param by the subject of who asked for it
    /// @return the operation that tells how it goes
    public String start(Letter.Filter filter, Plan plan, int ratePerSecond, String by) {
        var operation =
                operations.begin(
                        "dead-letters.redrive",
                        "Send %d dead letters again, %s at %d a second"
                                .formatted(
                                        plan.toSend(),
                                        filter.described().isEmpty()
                                                ? "all"
                                                : "those of " + filter.described(),
                                        ratePerSecond),
                        by,
                        SILENCE_MAX);
        var redrive =
                new Redrive(
                        letters,
                        claims,
                        new LetterRecords(topics),
                        deadLetters,
                        operation,
                        new Redrive.Order(filter, plan, ratePerSecond),
                        clock);
        tasks.begin("redrive", redrive::run);
        return operation.id();
    }

    /// What a redrive would do.
    ///
    /// @param matching letters that match the filter: all that follow, and those claimed by a
    ///   redrive that goes on
    /// @param toSend letters that would be sent
    /// @param alreadyRedriven letters that were sent again before and are not sent twice
    /// @param refused letters that came back too often
    /// @param examples the oldest of those that would be sent
    public record Plan(
            long matching,
            long toSend,
            long alreadyRedriven,
            long refused,
            List<Letter> examples) {}
}
