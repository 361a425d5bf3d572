package dev.konbini.logging.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The levels of the suite, TRACE, DEBUG, INFO, WARN, ERROR and FATAL, and what others call them.
final class Levels {

    private static final Map<String, String> NAMES = new HashMap<>();

    /// RFC 5424, section 6.2.1, by code.
    private static final List<String> SEVERITIES =
            List.of("FATAL", "FATAL", "FATAL", "ERROR", "WARN", "INFO", "INFO", "DEBUG");

    static {
        name("TRACE", "TRACE FINEST FINER VERBOSE VERB TRC V T");
        name("DEBUG", "DEBUG DBG FINE CONFIG D DEBUG1 DEBUG2 DEBUG3 DEBUG4 DEBUG5");
        name("INFO", "INFO INFORMATION INFORMATIONAL NOTICE LOG INF I N");
        name("WARN", "WARN WARNING WRN W");
        name("ERROR", "ERROR ERR SEVERE E");
        name("FATAL", "FATAL CRITICAL CRIT ALERT EMERG EMERGENCY PANIC DPANIC FTL F C A");
        for (var i = 1; i <= 8; i++) {
            NAMES.put("TRACE" + i, "TRACE");
        }
    }

    private Levels() {}

    private static void name(String level, String names) {
        for (var name : names.split(" ", -1)) {
            NAMES.put(name, level);
        }
    }

    /// The level that is called `name`, in any case; null if none is.
    static @Nullable String of(String name) {
        return NAMES.get(name.strip().toUpperCase(Locale.ROOT));
    }

    /// The level of a word in a text, which a single letter is not.
    static @Nullable String ofWord(String word) {
        return word.length() < 3 ? null : of(word);
    }

    /// The level of a syslog severity, 0 to 7.
    static String ofSeverity(int severity) {
        return SEVERITIES.get(severity);
    }

    /// Writes the line's level as the suite does. What was called differently, not just in another
    /// case, is kept as given; a name that is none stays as it is.
    static void settle(ObjectNode line) {
        @Nullable JsonNode given = Ecs.get(line, "log.level");
        if (given == null || !(line.get("log") instanceof ObjectNode log)) {
            return;
        }
        @Nullable String level = of(given);
        if (level == null || level.equals(given.asString(""))) {
            return;
        }
        log.set("level", StringNode.valueOf(level));
        if (!level.equalsIgnoreCase(given.asString(""))) {
            Ecs.give(line, "log.level", given);
        }
    }

    /// The level that a text or a number stands for; null if it stands for none.
    static @Nullable String of(JsonNode given) {
        return given.isString() ? ofText(given.stringValue()) : ofNumber(given);
    }

    private static @Nullable String ofText(String text) {
        return text.length() == 1 && Character.isDigit(text.charAt(0))
                ? ofCode(text.charAt(0) - '0')
                : of(text);
    }

    private static @Nullable String ofNumber(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt()
                ? ofCode(number.intValue())
                : null;
    }

    // 0 to 7 are syslog's and GELF's, tens are those of Bunyan and pino.
    private static @Nullable String ofCode(int code) {
        return switch (code) {
            case 10 -> "TRACE";
            case 20 -> "DEBUG";
            case 30 -> "INFO";
            case 40 -> "WARN";
            case 50 -> "ERROR";
            case 60 -> "FATAL";
            default -> code >= 0 && code < SEVERITIES.size() ? ofSeverity(code) : null;
        };
    }
}
