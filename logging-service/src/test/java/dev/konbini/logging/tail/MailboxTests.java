package dev.konbini.logging.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.tail.Delivery.Match;
import dev.konbini.logging.tail.Delivery.Skipped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class MailboxTests {

    private final QueueRoom room = new QueueRoom(properties(3));
    private final Mailbox mailbox = new Mailbox(room);

    @Test
    void linesComeInOrderAndThenNothing() throws InterruptedException {
        mailbox.offer(match(1));
        mailbox.offer(match(2));

        assertThat(take()).isEqualTo(new Delivery.Lines(List.of(match(1), match(2))));
        assertThat(take()).isEqualTo(new Delivery.Idle(Position.of(99)));
    }

    @Test
    void whatDoesNotFitIsCountedWhereItWas() throws InterruptedException {
        for (var i = 1; i <= 5; i++) {
            assertThat(mailbox.offer(match(i))).isEqualTo(i <= 3);
        }

        assertThat(((Delivery.Lines) take()).matches()).hasSize(3);
        // Behind the gap, so not before it is taken.
        assertThat(mailbox.offer(match(6))).isFalse();
        assertThat(take()).isEqualTo(new Skipped(3, Passed.SLOW_CLIENT, Position.of(6)));
        assertThat(mailbox.offer(match(7))).isTrue();
        assertThat(take()).isEqualTo(new Delivery.Lines(List.of(match(7))));
    }

    @Test
    void gapThatTheReaderMadeKeepsItsPlace() throws InterruptedException {
        var gap = new Skipped(9, Passed.OVERLOAD, Position.of(10));
        mailbox.offer(match(1));
        mailbox.skip(gap);
        mailbox.offer(match(11));

        assertThat(take()).isEqualTo(new Delivery.Lines(List.of(match(1))));
        assertThat(take()).isEqualTo(gap);
        assertThat(take()).isEqualTo(new Delivery.Lines(List.of(match(11))));
    }

    @Test
    void goodbyeComesAfterAllElse() throws InterruptedException {
        mailbox.close();
        mailbox.offer(match(1));

        assertThat(take()).isInstanceOf(Delivery.Lines.class);
        assertThat(take()).isEqualTo(new Delivery.Goodbye(Position.of(99)));
    }

    @Test
    void nobodyIsSentBackBehindWhatTheyTookWhileTheReaderIsAmidItsRecords()
            throws InterruptedException {
        var amid = Position.of(5, 8);
        mailbox.offer(new Match(LINE, Position.of(7, 3)));

        assertThat(take(amid)).isInstanceOf(Delivery.Lines.class);
        assertThat(take(amid)).isEqualTo(new Delivery.Idle(Position.of(7, 8)));
        mailbox.close();
        assertThat(take(amid)).isEqualTo(new Delivery.Goodbye(Position.of(7, 8)));
    }

    @Test
    void placeBehindAGapMayBeAnEarlierOneWhereTheTopicWasMadeAnew() throws InterruptedException {
        var anew = Position.of(2);
        mailbox.offer(match(7));
        mailbox.skip(new Skipped(2, Passed.EXPIRED, anew));

        assertThat(take(anew)).isInstanceOf(Delivery.Lines.class);
        assertThat(take(anew)).isInstanceOf(Skipped.class);
        assertThat(take(anew)).isEqualTo(new Delivery.Idle(anew));
    }

    @Test
    void whatAClientReadsKeepsItsRoomUntilItAsksForMore() throws InterruptedException {
        mailbox.offer(large(1));

        assertThat(take()).isEqualTo(new Delivery.Lines(List.of(large(1))));
        assertThat(room.has(60_000)).isFalse();
        assertThat(mailbox.offer(large(2))).isFalse();
        assertThat(take()).isEqualTo(new Skipped(1, Passed.SLOW_CLIENT, Position.of(2)));
        assertThat(room.has(100_000)).isTrue();
        assertThat(mailbox.offer(large(3))).isTrue();
    }

    @Test
    void smallPartIsTakenAtOnceAndTheClientIsWhereThatEnds() throws InterruptedException {
        var wide = new Mailbox(new QueueRoom(properties(3, DataSize.ofKilobytes(200))));
        for (var i = 1; i <= 3; i++) {
            assertThat(wide.offer(new Match(MIDDLE, Position.of(i)))).isTrue();
        }
        wide.close();

        assertThat(wide.take(Duration.ZERO, () -> Position.of(1)))
                .isEqualTo(
                        new Delivery.Lines(
                                List.of(
                                        new Match(MIDDLE, Position.of(1)),
                                        new Match(MIDDLE, Position.of(2)))));
        assertThat(wide.take(Duration.ZERO, () -> Position.of(1)))
                .isEqualTo(new Delivery.Lines(List.of(new Match(MIDDLE, Position.of(3)))));
        assertThat(wide.take(Duration.ZERO, () -> Position.of(1)))
                .isEqualTo(new Delivery.Goodbye(Position.of(3)));
    }

    @Test
    void clientThatGoesAmidWhatItTookGivesItsRoomBack() throws InterruptedException {
        mailbox.offer(large(1));
        take();

        mailbox.abandon();

        assertThat(room.has(100_000)).isTrue();
    }

    @Test
    void whatNobodyTakesAnyMoreGivesItsRoomBack() {
        mailbox.offer(new Match(new LineText(new byte[60_000]), Position.of(1)));
        assertThat(room.has(60_000)).isFalse();

        mailbox.abandon();

        assertThat(room.has(60_000)).isTrue();
        assertThat(mailbox.offer(match(2))).isTrue();
        assertThat(room.has(100_000)).isTrue();
    }

    static TailProperties properties(int queueLines) {
        return properties(queueLines, DataSize.ofKilobytes(64));
    }

    private static TailProperties properties(int queueLines, DataSize queueSize) {
        return new TailProperties(
                10,
                10,
                queueLines,
                queueSize,
                DataSize.ofBytes(100_000),
                1000,
                5000,
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofHours(1));
    }

    private Delivery take() throws InterruptedException {
        return take(Position.of(99));
    }

    private Delivery take(Position reached) throws InterruptedException {
        return mailbox.take(Duration.ZERO, () -> reached);
    }

    private static Match match(int offset) {
        return new Match(LINE, Position.of(offset));
    }

    private static Match large(int offset) {
        return new Match(LARGE, Position.of(offset));
    }

    private static final LineText LINE = new LineText(new byte[2]);
    private static final LineText MIDDLE = new LineText(new byte[30_000]);
    private static final LineText LARGE = new LineText(new byte[60_000]);
}
