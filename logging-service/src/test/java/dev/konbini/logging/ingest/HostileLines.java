package dev.konbini.logging.ingest;

import java.util.List;
import java.util.Random;

/// Makes documents that nobody means well with.
final class HostileLines {

    private static final List<String> NAMES =
            List.of(
                    "message",
                    "@timestamp",
                    "trace",
                    "id",
                    "trace.id",
                    "event",
                    "sequence",
                    "event.sequence",
                    "service",
                    "name",
                    "log.level",
                    "error",
                    "konbini",
                    "konbini.tenant",
                    "konbini.fields",
                    "_id",
                    "_source",
                    "_doc_count",
                    "",
                    " ",
                    ".",
                    "..",
                    "a.",
                    ".a",
                    "a..b",
                    "a.b",
                    "a",
                    "b",
                    "\\u0000",
                    "\\ud800",
                    "\\ud83d\\ude00",
                    "日本",
                    "*",
                    "a b",
                    "a:b",
                    "\\\"",
                    "\\n");

    private static final List<String> SCALARS =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-0",
                    "7",
                    "1.5",
                    "1e3",
                    "1e999999999",
                    "-1e-999999999",
                    "9223372036854775807",
                    "9223372036854775808",
                    "123456789012345678901234567890.12345",
                    "\"\"",
                    "\"x\"",
                    "\"=1+1\"",
                    "\"yesterday\"",
                    "\"2026-11-22T10:00:00Z\"",
                    "\"2026-11-22T24:00:00Z\"",
                    "\"1969-12-31T00:00:00Z\"",
                    "1795305600000",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\u2028\\n\\r\"",
                    "\"<script>\"");

    private final Random random;

    HostileLines(long seed) {
        random = new Random(seed);
    }

    /// One document; not always JSON.
    String next() {
        return switch (random.nextInt(40)) {
            case 0 -> deep("[", "]", 1 + random.nextInt(300));
            case 1 -> deep("{\"a\":", "}", 1 + random.nextInt(300));
            case 2 -> "{\"message\":\"%s\"}".formatted("long ".repeat(random.nextInt(20_000)));
            case 3 -> "{\"x\":\"%s\"}".formatted("y".repeat(random.nextInt(100_000)));
            case 4 -> "{\"%s\":1}".formatted("k".repeat(random.nextInt(60_000)));
            case 5 -> "{\"x\":%s}".formatted("9".repeat(1 + random.nextInt(1500)));
            case 6 -> many(random.nextInt(3000));
            case 7 -> broken(object(0));
            case 8 -> "\ufeff" + object(0);
            default -> object(0);
        };
    }

    private static String deep(String open, String close, int depth) {
        return "{\"deep\":" + open.repeat(depth) + "1" + close.repeat(depth) + "}";
    }

    private String many(int count) {
        var json = new StringBuilder("{\"first\":1");
        for (var i = 0; i < count; i++) {
            json.append(",\"k").append(i).append("\":").append(pick(SCALARS));
        }
        return json.append('}').toString();
    }

    private String broken(String json) {
        var at = random.nextInt(json.length());
        return switch (random.nextInt(4)) {
            case 0 -> json.substring(0, at);
            case 1 -> json.substring(0, at) + '\u0000' + json.substring(at);
            case 2 -> json + "\n{\"create\":{}}\n" + json;
            default -> json.substring(0, at) + json.substring(Math.min(json.length(), at + 1));
        };
    }

    private String object(int depth) {
        var json = new StringBuilder("{");
        var members = random.nextInt(6);
        for (var i = 0; i < members; i++) {
            json.append(i == 0 ? "" : random.nextInt(5) == 0 ? "\n,\r\n" : ",")
                    .append('"')
                    .append(pick(NAMES))
                    .append("\":")
                    .append(value(depth + 1));
        }
        return json.append('}').toString();
    }

    private String value(int depth) {
        var kind = depth > 5 ? 0 : random.nextInt(10);
        if (kind < 6) {
            return pick(SCALARS);
        }
        return kind < 9 ? object(depth) : list(depth);
    }

    private String list(int depth) {
        var json = new StringBuilder("[");
        var elements = random.nextInt(4);
        for (var i = 0; i < elements; i++) {
            json.append(i == 0 ? "" : ",").append(value(depth + 1));
        }
        return json.append(']').toString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
