package dev.konbini.telemetry.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTests {

    private static final long ROOMY = 1024 * 1024;

    @TempDir private Path directory;

    @Test
    void returnsLinesInTheOrderOfAppending() throws IOException {
        try (var spool = new Spool(directory, "shop-1", 64 * 1024)) {
            append(spool, 1, 1000);

            var lines = read(own(spool));

            assertThat(lines).extracting(SpooledLine::sequence).isEqualTo(numbers(1, 1000));
            assertThat(lines).extracting(SpooledLine::id).startsWith("shop-1-1", "shop-1-2");
            assertThat(text(lines.get(999))).isEqualTo("line 1000");
            assertThat(lines.get(999).timestampMillis()).isEqualTo(1_700_000_001_000L);
            assertThat(segments("shop-1")).hasSizeGreaterThan(1);
        }
    }

    @Test
    void returnsLinesThatAreAppendedWhileItIsRead() throws Exception {
        try (var spool = new Spool(directory, "shop-1", 8 * ROOMY)) {
            append(spool, 1, 1);
            var appender = Thread.ofVirtual().start(() -> append(spool, 2, 50_000));
            var lines = new ArrayList<SpooledLine>();

            while (lines.size() < 50_000) {
                lines.addAll(own(spool).read(500, ROOMY));
            }

            appender.join();
            assertThat(lines).extracting(SpooledLine::sequence).isEqualTo(numbers(1, 50_000));
        }
    }

    @Test
    void dropsAndCountsTheNewestLinesBeyondItsBound() throws IOException {
        try (var spool = new Spool(directory, "shop-1", 64 * 1024)) {
            append(spool, 1, 10_000);

            var lines = read(own(spool));

            assertThat(spool.heldBytes()).isLessThanOrEqualTo(64 * 1024).isGreaterThan(60 * 1024);
            assertThat(lines).extracting(SpooledLine::sequence).isEqualTo(numbers(1, lines.size()));
            assertThat(spool.lost()).isEqualTo(10_000 - lines.size());
        }
    }

    @Test
    void takesLinesAgainWhenEarlierOnesAreAcknowledged() throws IOException {
        try (var spool = new Spool(directory, "shop-1", 64 * 1024)) {
            append(spool, 1, 10_000);
            var lost = spool.lost();
            read(own(spool));
            own(spool).acknowledge(10_000 - lost);

            append(spool, 10_001, 10_100);

            assertThat(read(own(spool)))
                    .extracting(SpooledLine::sequence)
                    .isEqualTo(numbers(10_001, 10_100));
            assertThat(spool.lost()).isEqualTo(lost);
        }
    }

    @Test
    void returnsWhatWasNotAcknowledgedAgain() throws IOException {
        try (var spool = new Spool(directory, "shop-1", ROOMY)) {
            append(spool, 1, 5);
            read(own(spool));
            own(spool).acknowledge(3);

            own(spool).rewind();

            assertThat(read(own(spool))).extracting(SpooledLine::sequence).containsExactly(4L, 5L);
        }
    }

    @Test
    void deletesSegmentsThatAreDone() throws IOException {
        try (var spool = new Spool(directory, "shop-1", 64 * 1024)) {
            append(spool, 1, 1000);
            var before = segments("shop-1").size();
            var lines = read(own(spool));

            own(spool).acknowledge(lines.getLast().sequence());

            assertThat(segments("shop-1")).hasSize(1).hasSizeLessThan(before);
            assertThat(spool.heldBytes()).isEqualTo(Files.size(segments("shop-1").getFirst()));
        }
    }

    @Test
    void deletesSegmentsThatAreDoneWhereItsPositionCannotBeWritten() throws IOException {
        try (var spool = new Spool(directory, "shop-1", 64 * 1024)) {
            append(spool, 1, 1000);
            Files.createDirectory(directory.resolve("shop-1").resolve("position"));
            var lines = read(own(spool));

            own(spool).acknowledge(lines.getLast().sequence());

            assertThat(segments("shop-1")).hasSize(1);
            assertThat(spool.isDrained()).isTrue();
        }
    }

    @Test
    void adoptsWhatADeadInstanceLeftFromItsPosition() throws IOException {
        try (var dead = new Spool(directory, "shop-1", ROOMY)) {
            append(dead, 1, 5);
            read(own(dead));
            own(dead).acknowledge(3);
        }

        try (var spool = new Spool(directory, "shop-2", ROOMY)) {
            append(spool, 1, 1);

            var inherited = spool.inherited().getFirst();

            assertThat(read(inherited))
                    .extracting(SpooledLine::id)
                    .containsExactly("shop-1-4", "shop-1-5");
            assertThat(spool.isDrained()).isFalse();
            spool.finish(inherited);
            assertThat(spool.inherited()).isEmpty();
            assertThat(directory.resolve("shop-1")).doesNotExist();
        }
    }

    @Test
    void leavesLivingInstancesAlone() throws IOException {
        try (var living = new Spool(directory, "shop-1", ROOMY);
                var spool = new Spool(directory, "shop-2", ROOMY)) {
            append(living, 1, 5);

            spool.adopt();

            assertThat(spool.inherited()).isEmpty();
        }
    }

    @Test
    void adoptsInstancesThatDieLater() throws IOException {
        var other = new Spool(directory, "shop-1", ROOMY);
        append(other, 1, 5);
        try (var spool = new Spool(directory, "shop-2", ROOMY)) {
            other.close();

            spool.adopt();

            assertThat(spool.inherited()).extracting(Backlog::instance).containsExactly("shop-1");
        }
    }

    @Test
    void adoptsWhatItCanBesideWhatItCannot() throws IOException {
        for (var instance : List.of("shop-1", "shop-2")) {
            try (var dead = new Spool(directory, instance, ROOMY)) {
                append(dead, 1, 5);
            }
        }
        var position = Files.createDirectory(directory.resolve("shop-1").resolve("position"));

        try (var spool = new Spool(directory, "shop-3", ROOMY)) {
            assertThat(spool.inherited()).extracting(Backlog::instance).containsExactly("shop-2");

            Files.delete(position);
            spool.adopt();

            assertThat(spool.inherited())
                    .extracting(Backlog::instance)
                    .containsExactly("shop-2", "shop-1");
        }
    }

    @Test
    void whatItLetsGoOfDoesNotCountUntilItIsAdoptedAgain() throws IOException {
        try (var dead = new Spool(directory, "shop-1", ROOMY)) {
            append(dead, 1, 100);
        }

        try (var spool = new Spool(directory, "shop-2", ROOMY)) {
            var held = spool.heldBytes();
            for (var i = 0; i < 3; i++) {
                spool.release(spool.inherited().getFirst());
                assertThat(spool.heldBytes()).isZero();
                spool.adopt();
                assertThat(spool.heldBytes()).isEqualTo(held).isPositive();
            }
        }
    }

    @Test
    void countsInheritedLinesIntoItsBound() throws IOException {
        try (var dead = new Spool(directory, "shop-1", 64 * 1024)) {
            append(dead, 1, 10_000);
        }

        try (var spool = new Spool(directory, "shop-2", 64 * 1024)) {
            append(spool, 1, 100);
            assertThat(spool.lost()).isGreaterThan(90);

            spool.finish(spool.inherited().getFirst());
            append(spool, 101, 200);

            assertThat(read(own(spool))).extracting(SpooledLine::sequence).endsWith(199L, 200L);
        }
    }

    @Test
    void givesUpOnlyTheRecordThatACrashCutOff() throws IOException {
        try (var dead = new Spool(directory, "shop-1", ROOMY)) {
            append(dead, 1, 5);
        }
        try (var file = new RandomAccessFile(segments("shop-1").getLast().toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }

        try (var spool = new Spool(directory, "shop-2", ROOMY)) {
            var inherited = spool.inherited().getFirst();

            assertThat(read(inherited)).extracting(SpooledLine::sequence).isEqualTo(numbers(1, 4));
            assertThat(read(inherited)).isEmpty();
            assertThat(spool.lost()).isOne();
        }
    }

    @Test
    void cutsOffHalfARecordWhereItLivesOn() throws IOException {
        try (var spool = new Spool(directory, "shop-1", ROOMY)) {
            append(spool, 1, 5);
            Files.write(
                    segments("shop-1").getLast(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        }

        try (var spool = new Spool(directory, "shop-2", ROOMY)) {
            assertThat(read(spool.inherited().getFirst()))
                    .extracting(SpooledLine::sequence)
                    .isEqualTo(numbers(1, 5));
            assertThat(spool.lost()).isZero();
        }
    }

    @Test
    void leavesNoFileOfALineThatFindsTheDiskFull() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "Only Linux has it");
        try (var spool = new Spool(directory, "shop-1", 64 * 1024)) {
            spool.append(1, 0, new byte[64 * 1024 / 8]);
            Files.createSymbolicLink(
                    directory.resolve("shop-1").resolve("%019d.lines".formatted(2)), full);

            spool.append(2, 0, new byte[1]);

            assertThat(segments("shop-1")).hasSize(1);
            assertThat(spool.lost()).isOne();
        }
    }

    @Test
    void goesOnBehindASegmentThatIsDamaged() throws IOException {
        try (var dead = new Spool(directory, "shop-1", 64 * 1024)) {
            append(dead, 1, 1000);
        }
        var segments = segments("shop-1");
        try (var file = new RandomAccessFile(segments.getFirst().toFile(), "rw")) {
            file.seek(Segment.HEADER_BYTES);
            file.write('L');
        }

        try (var spool = new Spool(directory, "shop-2", 64 * 1024)) {
            var second = Long.parseLong(segments.get(1).getFileName().toString(), 0, 19, 10);

            assertThat(read(spool.inherited().getFirst()))
                    .extracting(SpooledLine::sequence)
                    .isEqualTo(numbers(second, 1000));
            assertThat(spool.lost()).isOne();
        }
    }

    @Test
    void readsFromTheStartWhenItsPositionIsDamaged() throws IOException {
        try (var dead = new Spool(directory, "shop-1", ROOMY)) {
            append(dead, 1, 5);
            own(dead).acknowledge(3);
        }
        Files.write(directory.resolve("shop-1").resolve("position"), new byte[] {1, 2, 3});

        try (var spool = new Spool(directory, "shop-2", ROOMY)) {
            assertThat(read(spool.inherited().getFirst()))
                    .extracting(SpooledLine::sequence)
                    .isEqualTo(numbers(1, 5));
        }
    }

    @Test
    void countsEveryLineWhileItsDirectoryCannotBeUsed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        try (var spool = new Spool(file.resolve("spool"), "shop-1", ROOMY)) {
            append(spool, 1, 100);

            assertThat(spool.lost()).isEqualTo(100);
            assertThat(spool.own()).isNull();
        }
    }

    @Test
    void takesLinesOfAnInterruptedThread() throws IOException {
        try (var spool = new Spool(directory, "shop-1", ROOMY)) {
            Thread.currentThread().interrupt();
            append(spool, 1, 2);
            assertThat(Thread.interrupted()).isTrue();

            append(spool, 3, 4);

            assertThat(read(own(spool))).extracting(SpooledLine::sequence).isEqualTo(numbers(1, 4));
        }
    }

    @Test
    void refusesALineThatNoBrokerTakes() throws IOException {
        try (var spool = new Spool(directory, "shop-1", 8 * ROOMY)) {
            spool.append(1, 0, new byte[Spool.LINE_MAX_BYTES + 1]);
            spool.append(2, 0, new byte[Spool.LINE_MAX_BYTES]);

            assertThat(read(own(spool))).extracting(SpooledLine::sequence).containsExactly(2L);
            assertThat(spool.lost()).isOne();
        }
    }

    @Test
    void leavesNothingBehindWhenEverythingIsAcknowledged() throws IOException {
        try (var spool = new Spool(directory, "shop-1", ROOMY)) {
            append(spool, 1, 5);
            read(own(spool));
            own(spool).acknowledge(5);
            assertThat(spool.isDrained()).isTrue();
        }

        assertThat(directory).isEmptyDirectory();
    }

    private static void append(Spool spool, long first, long last) {
        for (var sequence = first; sequence <= last; sequence++) {
            spool.append(
                    sequence, 1_700_000_000_000L + sequence, ("line " + sequence).getBytes(UTF_8));
        }
    }

    private static List<SpooledLine> read(Backlog backlog) throws IOException {
        var lines = new ArrayList<SpooledLine>();
        for (var more = backlog.read(100, ROOMY);
                !more.isEmpty();
                more = backlog.read(100, ROOMY)) {
            lines.addAll(more);
        }
        return lines;
    }

    private static Backlog own(Spool spool) {
        return Objects.requireNonNull(spool.own());
    }

    private static String text(SpooledLine line) {
        return new String(line.text(), UTF_8);
    }

    private static List<Long> numbers(long first, long last) {
        return java.util.stream.LongStream.rangeClosed(first, last).boxed().toList();
    }

    private List<Path> segments(String instance) throws IOException {
        try (var files = Files.list(directory.resolve(instance))) {
            return files.filter(file -> file.toString().endsWith(".lines")).sorted().toList();
        }
    }
}
