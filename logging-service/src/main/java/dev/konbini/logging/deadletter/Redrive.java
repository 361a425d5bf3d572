package dev.konbini.logging.deadletter;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.operation.Operation.Outcome;
import dev.konbini.logging.operation.RunningOperation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// One redrive from its first letter to its last.
final class Redrive {

    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);
    private static final int PAGE_MAX = 100;

    private final Letters letters;
    private final LetterClaims claims;
    private final LetterRecords records;
    private final DeadLetters deadLetters;
    private final RunningOperation operation;
    private final Order order;
    private final Clock clock;
    private long sent;
    private long failed;
    private long elsewhere;
    private @Nullable Exception firstRefusal;

    Redrive(
            Letters letters,
            LetterClaims claims,
            LetterRecords records,
            DeadLetters deadLetters,
            RunningOperation operation,
            Order order,
            Clock clock) {
        this.letters = letters;
        this.claims = claims;
        this.records = records;
        this.deadLetters = deadLetters;
        this.operation = operation;
        this.order = order;
        this.clock = clock;
    }

    /// What is to be done.
    record Order(Letter.Filter filter, RedriveLetters.Plan plan, int ratePerSecond) {}

    /// Sends until nothing is left or `stopped` opens.
    void run(CountDownLatch stopped) {
        try {
            var end = sendAll(stopped);
            operation.end(
                    failed == 0 && end == null ? Outcome.SUCCEEDED : Outcome.FAILED,
                    end == null ? summary() : summary() + " " + end,
                    details());
        } catch (ElasticsearchUnavailable | ElasticsearchRefusal | DeadLettersRefused e) {
            operation.end(
                    Outcome.FAILED,
                    "%s It ended early: %s. Repeat it to go on."
                            .formatted(summary(), e.getMessage()),
                    details());
        } catch (RuntimeException e) {
            LOG.error("A redrive ended by a fault of ours", e);
            operation.end(Outcome.FAILED, summary() + " It ended by a fault of ours.", details());
        }
    }

    /// @return why it ended early; null where it did not
    private @Nullable String sendAll(CountDownLatch stopped) {
        var began = clock.instant();
        var query = new LetterQuery(order.filter()).waiting(LetterClaims.lapsed(clock.instant()));
        @Nullable JsonNode last = null;
        while (true) {
            var hits = letters.oldest(query, Math.min(PAGE_MAX, order.ratePerSecond()), last);
            if (hits.isEmpty()) {
                return null;
            }
            last = hits.getLast();
            if (!send(hits)) {
                return "Kafka took none of the last letters: %s. Repeat it to go on."
                        .formatted(firstRefusal);
            }
            operation.progress(details());
            var due = began.plus(Duration.ofMillis(1000 * (sent + failed) / order.ratePerSecond()));
            if (await(stopped, Duration.between(clock.instant(), due))) {
                return "It ended early because this replica stops. Repeat it to go on.";
            }
        }
    }

    /// @return false where none of them could be sent for Kafka's sake
    private boolean send(List<JsonNode> hits) {
        var claimed = claims.claim(hits, operation.id());
        elsewhere += hits.size() - claimed.size();
        var toSend = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var sendable = new ArrayList<LetterClaims.Claimed>();
        for (var claim : claimed) {
            var record = records.again(letters.letter(claim.hit()));
            if (record.isPresent()) {
                toSend.add(record.get());
                sendable.add(claim);
            } else {
                failed++;
                firstRefusal = new IllegalStateException("a topic that is not read here");
            }
        }
        var refusals = deadLetters.sendEach(toSend);
        claims.settle(sendable, refusals);
        var refused = refusals.stream().filter(Objects::nonNull).toList();
        if (firstRefusal == null && !refused.isEmpty()) {
            firstRefusal = refused.getFirst();
        }
        failed += refused.size();
        sent += toSend.size() - refused.size();
        return toSend.isEmpty() || refused.size() < toSend.size();
    }

    private static boolean await(CountDownLatch stopped, Duration atMost) {
        try {
            return stopped.await(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String summary() {
        return "%d sent again, %d not, %d left to others, %d refused because they came back %d times."
                        .formatted(
                                sent,
                                failed,
                                elsewhere,
                                order.plan().refused(),
                                LetterQuery.TIMES_MAX)
                + (firstRefusal == null
                        ? ""
                        : " The first of those not sent: " + firstRefusal + ".");
    }

    private Map<String, Object> details() {
        var details = new LinkedHashMap<String, Object>();
        details.put("filter", order.filter().described());
        details.put("toSend", order.plan().toSend());
        details.put("sent", sent);
        details.put("failed", failed);
        details.put("leftToOthers", elsewhere);
        details.put("refused", order.plan().refused());
        details.put("ratePerSecond", order.ratePerSecond());
        return details;
    }
}
