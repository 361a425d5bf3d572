package dev.konbini.logging.query;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Short names of fields, as people write them in a query: `level:ERROR` for `log.level:ERROR`.
///
/// They are written out in the text before anybody parses it. A field alias in the mapping would
/// not do: Elasticsearch then refuses each line that has a field of that name.
public final class ShortNames {

    private static final Map<String, String> FIELDS =
            Map.of(
                    "level", "log.level",
                    "logger", "log.logger",
                    "service", "service.name",
                    "host", "host.name",
                    "thread", "process.thread.name",
                    "traceId", "trace.id",
                    "spanId", "span.id");

    /// What is passed over whole (a phrase, a regular expression, an escaped character), or a name
    /// before a colon, or any other character.
    private static final Pattern PART =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*+\"|/(?:[^/\\\\]|\\\\.)*+/|\\\\."
                            + "|(?<![\\w.*?@]|\\w-)(\\w+)(?=\\s*:)|.",
                    Pattern.DOTALL);

    private ShortNames() {}

    /// `text` with each short name written out.
    public static String writtenOut(String text) {
        return PART.matcher(text)
                .replaceAll(part -> {
                    var name = part.group(1);
                    return Matcher.quoteReplacement(
                            name == null ? part.group() : FIELDS.getOrDefault(name, name));
                });
    }

    /// The full name of the field called `name`.
    public static String field(String name) {
        return FIELDS.getOrDefault(name, name);
    }

    /// Where what stands at `column` of the written out text stands in `text` itself.
    static int originalColumn(String text, int column) {
        var added = 0;
        var parts = PART.matcher(text);
        while (parts.find() && parts.start() + added < column) {
            var name = parts.group(1);
            if (name != null) {
                added += FIELDS.getOrDefault(name, name).length() - name.length();
            }
        }
        return Math.max(0, column - added);
    }
}
