package dev.konbini.logging.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.ingest.ReadLine;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.Scope;
import dev.konbini.logging.tail.Tailers.Outcome;
import dev.konbini.logging.tail.kafka.LineFeed;
import dev.konbini.logging.tail.lucene.LineFields;
import dev.konbini.logging.tail.lucene.LineQueries;
import dev.konbini.logging.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// Readers as several replicas have them, over a topic of their own.
class ReadersIT extends LoggingIT {

    private final String tenant = newTenant();
    private final List<LineFeed> feeds = new ArrayList<>();

    @Autowired private KafkaProperties kafka;
    @Autowired private ReadLine readLine;
    @Autowired private LineFields fields;
    @Autowired private LineQueries queries;
    @Autowired private JsonMapper json;

    @BeforeAll
    static void makeTopic() {
        SUITE.makeTopic("tailed.logs", 3);
    }

    @AfterEach
    void stop() {
        feeds.forEach(LineFeed::stop);
    }

    @Test
    void tailerResumesOnAnotherReaderWithoutLossOrDouble() throws InterruptedException {
        var first = replica(1000, 1000);
        var tailer = joined(first, null);
        send(0, 50);
        var seen = new ArrayList<String>();
        var at = take(tailer, seen, 20);
        first.leave(tailer);
        send(50, 100);

        var second = replica(1000, 1000);
        // Others are there already, and have seen what the resuming one has to see again.
        var other = joined(second, null);
        send(100, 120);
        var seenByOther = new ArrayList<String>();
        take(other, seenByOther, 20);
        take(joined(second, at), seen, 120);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(lines(0, 120));
        send(120, 130);
        take(other, seenByOther, 30);
        assertThat(seenByOther).containsExactlyInAnyOrderElementsOf(lines(100, 130));
    }

    @Test
    void whoComesFromTooFarBackIsToldHowManyLinesWerePassedOver() throws InterruptedException {
        var first = replica(1000, 1000);
        var tailer = joined(first, null);
        var at = tailer.reached();
        send(0, 30);

        var resumed = joined(replica(10, 1000), at);

        var skipped = (Delivery.Skipped) next(resumed);
        var seen = new ArrayList<String>();
        take(resumed, seen, (int) (30 - skipped.lines()));
        assertThat(skipped.reason()).isEqualTo(Passed.TOO_FAR_BACK);
        assertThat(skipped.lines()).isBetween(20L, 22L);
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void slowClientIsToldWhatItMissedAndSlowsNobody() throws InterruptedException {
        var replica = replica(1000, 5);
        var slow = joined(replica, null);
        var quick = joined(replica, null);
        var seen = new ArrayList<String>();
        for (var i = 0; i < 30; i++) {
            send(i, i + 1);
            take(quick, seen, i + 1);
        }

        var had = (Delivery.Lines) next(slow);
        var skipped = (Delivery.Skipped) next(slow);

        assertThat(seen).containsExactlyElementsOf(lines(0, 30));
        assertThat(had.matches()).hasSize(5);
        assertThat(skipped.lines()).isEqualTo(25);
        assertThat(skipped.reason()).isEqualTo(Passed.SLOW_CLIENT);
        send(30, 31);
        assertThat(next(slow)).isInstanceOf(Delivery.Lines.class);
    }

    @Test
    void noMoreTailThanMay() {
        var replica = replica(1000, 1000);
        var all = new ArrayList<Tailer>();
        for (var i = 0; i < 10; i++) {
            all.add(joined(replica, null));
        }

        assertThat(replica.join(filter(), null)).isInstanceOf(Outcome.TooMany.class);
        replica.leave(all.getFirst());
        assertThat(replica.join(filter(), null)).isInstanceOf(Outcome.Joined.class);
    }

    @Test
    void readerThatStopsSaysGoodbyeAfterTheLines() throws InterruptedException {
        var replica = replica(1000, 1000);
        var tailer = joined(replica, null);
        send(0, 1);
        take(tailer, new ArrayList<>(), 1);

        feeds.getFirst().stop();

        assertThat(next(tailer)).isInstanceOf(Delivery.Goodbye.class);
        assertThat(((Outcome.Joined) replica.join(filter(), null)).tailer().next(Duration.ZERO))
                .isInstanceOf(Delivery.Goodbye.class);
    }

    private Tailers replica(long back, int queueLines) {
        var properties =
                new TailProperties(
                        100,
                        10,
                        queueLines,
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(1),
                        back,
                        5000,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1));
        var tailers = new Tailers(properties, queries, new QueueRoom(properties));
        var meters = new TailMeters(new SimpleMeterRegistry(), tailers);
        var feed =
                new LineFeed(
                        kafka,
                        new Topics(SUITE.topic("tailed.")),
                        tailers,
                        new Broadcast(
                                tailers,
                                new Audiences(readLine, fields, meters, json),
                                meters,
                                properties),
                        meters,
                        properties);
        feeds.addFirst(feed);
        feed.start();
        return tailers;
    }

    private Tailer joined(Tailers replica, @Nullable Position resume) {
        var tailer = ((Outcome.Joined) replica.join(filter(), resume)).tailer();
        await().until(() -> tailer.reached() != null);
        return tailer;
    }

    private LineFilter filter() {
        return new LineFilter(new Scope(tenant), "line", null, null, List.of(), List.of(), null);
    }

    /// Takes what comes until `seen` has so many lines.
    ///
    /// @return the place behind the last of them
    private @Nullable Position take(Tailer tailer, List<String> seen, int count)
            throws InterruptedException {
        var at = tailer.reached();
        while (seen.size() < count) {
            if (next(tailer) instanceof Delivery.Lines(var matches)) {
                for (var match : matches) {
                    seen.add(message(match.line()));
                    at = match.at();
                }
            }
        }
        return at;
    }

    private String message(LineText line) {
        var bytes = new ByteArrayOutputStream();
        try {
            line.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.readTree(bytes.toByteArray()).path("message").asString();
    }

    /// What comes next that is not silence.
    private static Delivery next(Tailer tailer) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var delivery = tailer.next(Duration.ofSeconds(1));
        while (delivery instanceof Delivery.Idle) {
            assertThat(System.nanoTime()).isLessThan(end);
            delivery = tailer.next(Duration.ofSeconds(1));
        }
        return delivery;
    }

    private void send(int from, int to) {
        for (var message : lines(from, to)) {
            SUITE.sendLater(
                    "tailed.logs",
                    message,
                    Map.of("tenant", tenant),
                    "{\"message\":\"%s\"}".formatted(message));
        }
        SUITE.flush();
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }
}
