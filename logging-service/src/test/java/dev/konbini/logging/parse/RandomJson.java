package dev.konbini.logging.parse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON objects such as nobody in their right mind sends: known names with any values, names that
/// are none, and texts that begin like known forms and go on otherwise.
public final class RandomJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String[] NAMES = {
        "@timestamp",
        "timestamp",
        "time",
        "ts",
        "t",
        "instant",
        "message",
        "msg",
        "log",
        "level",
        "log.level",
        "log.logger",
        "severity",
        "host",
        "host.name",
        "service",
        "service.name",
        "event",
        "event.sequence",
        "event.created",
        "event.original",
        "process",
        "process.thread",
        "process.thread.name",
        "thread",
        "pid",
        "trace",
        "trace.id",
        "traceId",
        "span",
        "error",
        "error.message",
        "error.stack_trace",
        "given",
        "",
        " ",
        ".",
        "a..b",
        "a.",
        ".a",
        "message.keyword",
        "@timestamp.x",
        "_id",
        "_source",
        "_index",
        "_doc_count",
        "log.",
        "a.b",
        "log.level.x",
        "$date",
        "epochSecond",
        "\u0000",
        "\ud83d\ude00",
        "konbinis",
        "LOG_LEVEL",
        "Trace-Id",
        "sequence",
        "name",
        "logger",
        "id"
    };

    private static final String[] STARTS = {
        "",
        "{",
        "{\"msg\":",
        "@cee:{}",
        "<13>",
        "<999>1 ",
        "<165>1 - - - - - [",
        "<34>Oct 11 22:14:15 ",
        "2015-10-18 18:01:47,978 ",
        "2015-13-45 25:61:61 ",
        "081109 203518 ",
        "03-17 16:13:38.811 ",
        "[Sun Dec 04 04:47:44 2005] [",
        "[",
        "1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] \"GET \\",
        "level=",
        "a=b level=\"",
        "I1125 19:00:00.1 ",
        "19:59:00 ",
        "99999999999999999999",
        "1e999",
        "2026-11-25T19:00:00Z INFO ",
        "Feb 30 10:00:00 h ",
        "\n\tat ",
        "ERROR: ",
        "0000-00-00T00:00:00Z"
    };

    private static final String[] ENDS = {
        "",
        "}",
        "]",
        "\"",
        "INFO ",
        "[main] ",
        "a.b.C: x",
        "\n\tat x\n",
        "\\",
        "$".repeat(50),
        "a$".repeat(60),
        "((((",
        "\r\n",
        "\u0000",
        "\ufeff",
        "x".repeat(9000),
        " = ",
        "]]]]"
    };

    private RandomJson() {}

    public static ObjectNode object(Random random, int depth) {
        var object = NODES.objectNode();
        var size = random.nextInt(depth == 0 ? 6 : 3);
        for (var i = 0; i < size; i++) {
            object.set(NAMES[random.nextInt(NAMES.length)], value(random, depth + 1));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 10)) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 1 -> NODES.numberNode(1_795_305_600L * (long) Math.pow(10, random.nextInt(10)));
            case 2 -> NODES.numberNode(new BigDecimal(BigInteger.TEN, random.nextInt(600) - 300));
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4 -> NODES.nullNode();
            case 5, 6, 7 ->
                    NODES.stringNode(
                            STARTS[random.nextInt(STARTS.length)]
                                    + ENDS[random.nextInt(ENDS.length)]);
            case 8 -> {
                var array = NODES.arrayNode();
                for (var i = random.nextInt(3); i > 0; i--) {
                    array.add(value(random, depth + 1));
                }
                yield array;
            }
            default -> object(random, depth + 1);
        };
    }
}
