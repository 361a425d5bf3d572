package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises the form of a message, and of the message in it where one program wrapped what
/// another wrote.
final class ReadMessage {

    /// Syslog, in it a container's JSON, in it a program's own form.
    private static final int LAYERS_MAX = 3;

    /// Headers are far shorter; what is behind is not looked at.
    private static final int LINE_MAX = 8192;

    /// What is longer is kept once: not cut, or as the fields of its JSON.
    static final int CUT_MAX = 64 * 1024;

    private static final Pattern ERROR_TYPE =
            Pattern.compile(
                    "(?:^|\\n)(?:Caused by: |Exception in thread \"[^\"\\n]{1,200}\" )?"
                            + "((?:[\\w$]{1,100}\\.){0,20}[A-Z][\\w$]{0,100}(?:Exception|Error|Throwable))(?=:|\\s|$)");

    private final List<LineFormat> formats;

    ReadMessage(TimeForms times) {
        formats =
                List.of(
                        new JsonFormat(),
                        new SyslogFormat(times),
                        new AccessFormat(times),
                        new ServerErrorFormat(times),
                        new LogcatFormat(times),
                        new GlogFormat(times),
                        new LeveledFormat(times),
                        new LogfmtFormat(),
                        new LevelOnlyFormat());
    }

    /// What can be read out of `text`; null if nothing can.
    @Nullable Reading read(String text, Instant near) {
        var isCut = text.length() <= CUT_MAX;
        @Nullable Reading all = readLayer(text, near, isCut);
        for (var layer = 1; all != null && all.object() == null && layer < LAYERS_MAX; layer++) {
            if (all.message().isEmpty()) {
                break;
            }
            @Nullable Reading inner = readLayer(all.message(), near, isCut);
            if (inner == null) {
                break;
            }
            all.deepen(inner);
        }
        if (all != null) {
            all.message(isCut ? withoutEnd(all.message()) : text);
        }
        return withErrorType(all, text);
    }

    private static String withoutEnd(String text) {
        var end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    // A form is one of a line; what stands in further lines belongs to its message.
    private @Nullable Reading readLayer(String text, Instant near, boolean isCut) {
        if (text.startsWith("{") || text.startsWith("@cee:")) {
            return formats.getFirst().read(text, near);
        }
        var lineEnd = text.indexOf('\n');
        var headEnd = Math.min(lineEnd < 0 ? text.length() : lineEnd, LINE_MAX);
        var carriage = headEnd > 0 && text.charAt(headEnd - 1) == '\r' ? 1 : 0;
        var head = text.substring(0, headEnd - carriage);
        var tail = text.substring(headEnd == text.length() ? headEnd : headEnd - carriage);
        for (var format : formats.subList(1, formats.size())) {
            @Nullable Reading reading = format.read(head, near);
            // An object is all that is kept of a text that is not kept whole besides.
            if (reading != null && (isCut || tail.isEmpty() || reading.object() == null)) {
                reading.message(reading.message() + tail);
                return reading;
            }
        }
        return null;
    }

    private static @Nullable Reading withErrorType(@Nullable Reading reading, String text) {
        if (text.indexOf("\n\tat ") < 0 && text.indexOf("\n    at ") < 0) {
            return reading;
        }
        var found = reading == null ? new Reading(text) : reading;
        var matcher = ERROR_TYPE.matcher(found.message());
        if (matcher.find()) {
            found.put("error.type", matcher.group(1));
        }
        return found;
    }
}
