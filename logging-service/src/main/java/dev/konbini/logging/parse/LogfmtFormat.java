package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// logfmt: nothing but `key=value` and `key="a value"`, among them a message, a level or a time.
final class LogfmtFormat implements LineFormat {

    private static final Pattern KEY = Pattern.compile("([A-Za-z_@][\\w.@/-]{0,100})=");
    private static final Set<String> TELLING =
            Set.of("level", "lvl", "severity", "msg", "message", "time", "ts", "timestamp");

    private static final int PAIRS_MIN = 2;
    private static final int PAIRS_MAX = 100;

    @Override
    public @Nullable Reading read(String text, Instant near) {
        var pairs = JsonNodeFactory.instance.objectNode();
        var place = 0;
        while (place < text.length()) {
            if (text.charAt(place) == ' ') {
                place++;
                continue;
            }
            place = readPair(text, place, pairs);
            if (place < 0 || pairs.size() > PAIRS_MAX) {
                return null;
            }
        }
        return pairs.size() >= PAIRS_MIN
                        && pairs.propertyNames().stream().anyMatch(TELLING::contains)
                ? new Reading(text).object(pairs)
                : null;
    }

    /// @return where the text goes on, -1 if no pair is here
    private static int readPair(String text, int start, ObjectNode pairs) {
        var key = KEY.matcher(text).region(start, text.length());
        if (!key.lookingAt()) {
            return -1;
        }
        var value = new StringBuilder();
        var place = key.end();
        if (place < text.length() && text.charAt(place) == '"') {
            place = Quoted.read(text, place + 1, value);
        } else {
            var end = text.indexOf(' ', place);
            value.append(text, place, end < 0 ? text.length() : end);
            place = end < 0 ? text.length() : end;
        }
        if (place >= 0) {
            pairs.put(key.group(1), value.toString());
        }
        return place;
    }
}
