package dev.konbini.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Log lines of a suite of two replicas of each service, spread evenly over a day.
///
/// They are as `telemetry` writes them (`contracts/topics/logs`): each follows from its number and
/// the corpus's day and size alone, so that whoever is measured gets the same ones, in every run.
public final class Corpus {

    /// How many instances the lines come from; line `n` is one of instance `n % INSTANCES`.
    public static final int INSTANCES = 8;

    /// How many lines in a row belong to one request.
    private static final int LINES_PER_TRACE = 12;

    private static final long SEED = 0x6b6f6e62696e69L;
    private static final List<String> NODES =
            IntStream.range(0, INSTANCES).mapToObj(Corpus::node).toList();

    private final int lines;
    private final Instant start;
    private final long stepNanos;

    /// @param lines how many there are
    /// @param start when the day begins
    public Corpus(int lines, Instant start) {
        this.lines = lines;
        this.start = start;
        this.stepNanos = Duration.ofDays(1).toNanos() / Math.max(1, lines);
    }

    /// So many lines of yesterday, a day that nobody logs to any more.
    public static Corpus ofYesterday(int lines) {
        return new Corpus(
                lines,
                LocalDate.now(ZoneOffset.UTC)
                        .minusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    public int lines() {
        return lines;
    }

    /// The line `number`, from 0, as JSON in UTF-8.
    public byte[] line(int number) {
        return line(number, time(number));
    }

    /// The line `number` as if it was logged at `time`.
    public byte[] line(int number, Instant time) {
        var random = new SplittableRandom(SEED + number);
        var trace = new SplittableRandom(SEED - 1 - number / LINES_PER_TRACE);
        var traceId = hex(trace) + hex(trace);
        var service = ServiceLines.ALL.get(number % INSTANCES / 2);
        var text = new StringBuilder(512);
        text.append("{\"@timestamp\":\"").append(time).append("\",\"log\":{\"level\":\"");
        var saying = service.pick(random);
        text.append(saying.level()).append("\",\"logger\":\"").append(saying.logger());
        text.append("\"},\"process\":{\"pid\":").append(4_000 + number % INSTANCES);
        text.append(",\"thread\":{\"name\":\"tomcat-handler-").append(random.nextInt(200));
        text.append("\"}},\"service\":{\"name\":\"").append(service.service());
        text.append("\",\"version\":\"0.2.0\",\"node\":{\"name\":\"").append(instance(number));
        text.append("\"}},\"event\":{\"sequence\":").append(sequence(number));
        text.append("},\"message\":\"").append(saying.message(random, trace)).append('"');
        saying.error(random).ifPresent(text::append);
        text.append(",\"trace\":{\"id\":\"").append(traceId);
        text.append("\"},\"span\":{\"id\":\"").append(hex(random));
        text.append("\"},\"ecs\":{\"version\":\"8.11\"}}");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// When the line was logged.
    public Instant time(int number) {
        return start.plusNanos(number * stepNanos / 1_000 * 1_000);
    }

    /// What its sender calls the line.
    public String id(int number) {
        return instance(number) + "-" + sequence(number);
    }

    /// The number of the line with this id; -1 for an id that is not of this corpus.
    public int number(String id) {
        int hyphen = id.lastIndexOf('-');
        int instance = hyphen < 0 ? -1 : NODES.indexOf(id.substring(0, hyphen));
        if (instance < 0) {
            return -1;
        }
        try {
            long number =
                    (Long.parseLong(id, hyphen + 1, id.length(), 10) - 1) * INSTANCES + instance;
            return number < 0 || number >= lines ? -1 : (int) number;
        } catch (NumberFormatException other) {
            return -1;
        }
    }

    /// Which instance the line comes from.
    public static String instance(int number) {
        return NODES.get(number % INSTANCES);
    }

    /// The names of all instances.
    public static List<String> instances() {
        return new ArrayList<>(NODES);
    }

    private static int sequence(int number) {
        return number / INSTANCES + 1;
    }

    private static String node(int instance) {
        return "%s-%012x"
                .formatted(
                        ServiceLines.ALL.get(instance / 2).service(),
                        new SplittableRandom(instance).nextLong() >>> 16);
    }

    private static String hex(SplittableRandom random) {
        // Not all zeros, which W3C Trace Context forbids.
        return "%016x".formatted(random.nextLong() | 1);
    }
}
