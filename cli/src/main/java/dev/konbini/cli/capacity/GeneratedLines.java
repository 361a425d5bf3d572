package dev.konbini.cli.capacity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Lines as the suite's own services write them, some 400 bytes each. Each has a number of its own,
/// every four of them a trace of their own, and the rest repeats after ten thousand lines: far
/// enough apart that no compression makes use of it.
final class GeneratedLines implements Lines {

    private static final int POOL = 10_000;
    private static final int SEED = 20_261_125;
    private static final int LINES_OF_A_TRACE = 4;

    /// Numbers have as many digits from the first on, so that one takes the place of another.
    private static final long FIRST_NUMBER = 100_000_000_000L;

    private static final String NO_TRACE = "0".repeat(32);
    private static final int HEX_DIGITS = 16;

    private static final List<String> LEVELS =
            List.of("INFO", "INFO", "INFO", "INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR");
    private static final List<String> LOGGERS =
            List.of(
                    "dev.konbini.transaction.order.PlaceOrder",
                    "dev.konbini.transaction.stock.ReserveStock",
                    "dev.konbini.commerce.offer.MakeOffer",
                    "dev.konbini.gateway.replica.Exchanges");
    private static final List<String> PLACES =
            List.of("osaka", "tokyo", "sapporo", "kyoto", "naha", "london", "lyon", "bergen");

    private final List<Template> templates;

    /// @param time near which all lines were written, as they say
    GeneratedLines(Instant time) {
        var random = new Random(SEED);
        templates =
                random.ints(POOL, 0, 1_000_000)
                        .mapToObj(micros -> template(random, time.plusNanos(micros * 1_000L)))
                        .toList();
    }

    @Override
    public byte[] line(long number) {
        var template = templates.get((int) (number % POOL));
        var line = template.json().clone();
        var left = FIRST_NUMBER + number;
        for (int i = template.numberEnd() - 1; left > 0; i--) {
            line[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        // An odd factor maps different numbers to different traces.
        long trace = (number / LINES_OF_A_TRACE + 1) * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < HEX_DIGITS; i++) {
            var digit = (byte) Character.forDigit((int) (trace >>> (4 * i)) & 0xf, HEX_DIGITS);
            line[template.traceStart() + i] = digit;
            line[template.traceStart() + 2 * HEX_DIGITS - 1 - i] = digit;
        }
        return line;
    }

    private static Template template(Random random, Instant time) {
        var text =
                """
                {"@timestamp":"%s","log":{"level":"%s","logger":"%s"},"process":{"pid":%d,"thread":{"name":"tomcat-handler-%d"}},"service":{"name":"konbini-capacity","version":"1","node":{"name":"konbini-capacity-%d"}},"event":{"sequence":%d},"message":"%s","trace":{"id":"%s"},"ecs":{"version":"8.11"}}\
                """
                        .formatted(
                                time,
                                of(random, LEVELS),
                                of(random, LOGGERS),
                                1_000 + random.nextInt(9),
                                random.nextInt(200),
                                random.nextInt(8),
                                FIRST_NUMBER,
                                message(random),
                                NO_TRACE);
        return new Template(
                text.getBytes(StandardCharsets.UTF_8),
                text.indexOf(String.valueOf(FIRST_NUMBER)) + String.valueOf(FIRST_NUMBER).length(),
                text.indexOf(NO_TRACE));
    }

    private static String message(Random random) {
        return "Order %08x-%04x: stock reserved: %d of KB-%04d at %s, JPY %d, after %d ms"
                .formatted(
                        random.nextInt(),
                        random.nextInt(0x10000),
                        1 + random.nextInt(9),
                        random.nextInt(1_300),
                        of(random, PLACES),
                        random.nextInt(100_000),
                        random.nextInt(900));
    }

    private static String of(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// A line with the places where its own number and trace go.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Template(byte[] json, int numberEnd, int traceStart) {}
}
