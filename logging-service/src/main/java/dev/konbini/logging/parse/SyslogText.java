package dev.konbini.logging.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A syslog message, taken apart as RFC 5424 or as RFC 3164 describes it; of the latter also what
/// is in use: times as RFC 3339 writes them, no host, no tag, or only a priority.
///
/// @param raw the whole message
/// @param priority 0 to 191; -1 where there is none, as in files
/// @param version 1 for RFC 5424, 0 otherwise
/// @param time as it is written
/// @param data structured data, in its order
/// @param dataStart where it begins in `raw`, `-` included; -1 where the form has none
/// @param dataEnd where it ends
/// @param messageStart where what the program says begins
public record SyslogText(
        String raw,
        int priority,
        int version,
        @Nullable String time,
        @Nullable String host,
        @Nullable String app,
        @Nullable String processId,
        @Nullable String messageId,
        List<Element> data,
        int dataStart,
        int dataEnd,
        int messageStart) {

    private static final int PRIORITY_MAX = 191;
    private static final int ELEMENTS_MAX = 64;

    private static final Pattern RFC_5424 =
            Pattern.compile(
                    "<(\\d{1,3})>1 (\\S{1,40}) (\\S{1,255}) (\\S{1,128}) (\\S{1,128}) (\\S{1,64}) (?=[-\\[])");

    private static final Pattern RFC_3164 =
            Pattern.compile(
                    "(?:<(\\d{1,3})>)?((?:[A-Z][a-z]{2} [ \\d]\\d (?:\\d{4} )?\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?|\\d{4}-\\d{2}-\\d{2}T[\\d:.]{8,24}(?:Z|[+-]\\d{2}:?\\d{2}))) ");

    private static final Pattern HOST = Pattern.compile("([\\w.:-]{1,255})(?<!:) +");
    private static final Pattern TAG =
            Pattern.compile(
                    "([\\w.()/@$+-]{1,64}(?: [\\d.]{1,20})?)(?:\\[([^\\]\\s]{1,64})\\]:? ?|:(?: |$))");
    private static final Pattern PRIORITY = Pattern.compile("<(\\d{1,3})>");

    /// What the program says, without the byte order mark that RFC 5424 lets stand before it.
    public String message() {
        return raw.substring(messageStart);
    }

    /// The message without the elements of structured data that are called `id`.
    public String without(String id) {
        if (data.stream().noneMatch(element -> element.id().equals(id))) {
            return raw;
        }
        var kept = new StringBuilder();
        for (var element : data) {
            if (!element.id().equals(id)) {
                kept.append(raw, element.start(), element.end());
            }
        }
        return raw.substring(0, dataStart) + (kept.isEmpty() ? "-" : kept) + raw.substring(dataEnd);
    }

    /// Takes `raw` apart.
    ///
    /// @return null if it is of neither form
    public static @Nullable SyslogText parse(String raw) {
        var modern = RFC_5424.matcher(raw);
        if (modern.lookingAt() && isPriority(modern.group(1))) {
            @Nullable SyslogText text = modern(raw, modern);
            if (text != null) {
                return text;
            }
        }
        var old = RFC_3164.matcher(raw);
        if (old.lookingAt() && (old.group(1) == null || isPriority(old.group(1)))) {
            return old(raw, old);
        }
        var bare = PRIORITY.matcher(raw);
        return bare.lookingAt() && isPriority(bare.group(1))
                ? new SyslogText(
                        raw,
                        Integer.parseInt(bare.group(1)),
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        -1,
                        -1,
                        bare.end())
                : null;
    }

    private static boolean isPriority(String digits) {
        return Integer.parseInt(digits) <= PRIORITY_MAX;
    }

    private static @Nullable SyslogText modern(String raw, Matcher head) {
        var start = head.end();
        var elements = new ArrayList<Element>();
        var end = raw.charAt(start) == '-' ? start + 1 : elements(raw, start, elements);
        if (end < 0 || (end < raw.length() && raw.charAt(end) != ' ')) {
            return null;
        }
        var message = Math.min(end + 1, raw.length());
        if (message < raw.length() && raw.charAt(message) == '\uFEFF') {
            message++;
        }
        return new SyslogText(
                raw,
                Integer.parseInt(head.group(1)),
                1,
                given(head.group(2)),
                given(head.group(3)),
                given(head.group(4)),
                given(head.group(5)),
                given(head.group(6)),
                List.copyOf(elements),
                start,
                end,
                message);
    }

    private static @Nullable SyslogText old(String raw, Matcher head) {
        var bare = head.group(1) == null;
        var place = head.end();
        @Nullable String host = null;
        var hosts = HOST.matcher(raw).region(place, raw.length());
        if (hosts.lookingAt()) {
            if (Levels.ofWord(hosts.group(1)) != null) {
                return null;
            }
            host = hosts.group(1);
            place = hosts.end();
        }
        var tag = TAG.matcher(raw).region(place, raw.length());
        var tagged = tag.lookingAt() && Levels.ofWord(tag.group(1)) == null;
        if (bare && (host == null || (!tagged && Character.isDigit(raw.charAt(0))))) {
            return null;
        }
        return new SyslogText(
                raw,
                bare ? -1 : Integer.parseInt(head.group(1)),
                0,
                head.group(2),
                host,
                tagged ? tag.group(1) : null,
                tagged ? tag.group(2) : null,
                null,
                List.of(),
                -1,
                -1,
                tagged ? tag.end() : place);
    }

    private static @Nullable String given(String value) {
        return value.equals("-") ? null : value;
    }

    /// @return where the elements end, -1 if they are malformed
    private static int elements(String raw, int start, List<Element> elements) {
        var place = start;
        while (place < raw.length() && raw.charAt(place) == '[') {
            @Nullable Element element = Element.at(raw, place);
            if (element == null || elements.size() == ELEMENTS_MAX) {
                return -1;
            }
            elements.add(element);
            place = element.end();
        }
        return place;
    }

    /// An element of structured data (RFC 5424, section 6.3).
    ///
    /// @param start where it begins in the message
    /// @param end where it ends
    public record Element(String id, Map<String, String> parameters, int start, int end) {

        private static final Pattern ID = Pattern.compile("\\[([^ =\\]\"]{1,64})");
        private static final Pattern NAME = Pattern.compile(" +([^ =\\]\"]{1,64})=\"");

        static @Nullable Element at(String raw, int start) {
            var id = ID.matcher(raw).region(start, raw.length());
            if (!id.lookingAt()) {
                return null;
            }
            var parameters = new LinkedHashMap<String, String>();
            var place = id.end();
            var name = NAME.matcher(raw).region(place, raw.length());
            while (name.lookingAt()) {
                var value = new StringBuilder();
                place = Quoted.read(raw, name.end(), value);
                if (place < 0) {
                    return null;
                }
                parameters.put(name.group(1), value.toString());
                name.region(place, raw.length());
            }
            return place < raw.length() && raw.charAt(place) == ']'
                    ? new Element(id.group(1), parameters, start, place + 1)
                    : null;
        }
    }
}
