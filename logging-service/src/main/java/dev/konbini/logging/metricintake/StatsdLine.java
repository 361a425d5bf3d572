package dev.konbini.logging.metricintake;

import dev.konbini.logging.metric.MetricPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what StatsD's clients send: `name:value|type|@rate|#tag:value`, also with several values,
/// as `name:1|c:2|c` or packed as `name:1:2:3|ms` (DogStatsD 1.1).
///
/// Tags (DogStatsD) become nodes `tag:value` behind the name, in the order of their names.
///
/// @param values what can be read of it
/// @param unreadable how many parts of it are no value
record StatsdLine(List<StatsdValue> values, int unreadable) {

    /// What DogStatsD 1.2 and later say of the sender behind a type or a rate: it is no value,
    /// though it begins with a colon.
    private static final Pattern ORIGIN = Pattern.compile("(\\|[^|:]*)\\|(?:c|e|card):[^|]*");

    static StatsdLine parse(String line) {
        var colon = line.indexOf(':');
        if (colon <= 0) {
            return new StatsdLine(List.of(), 1);
        }
        var tagsAt = line.indexOf("|#", colon);
        var tags = tagsAt < 0 ? "" : line.substring(tagsAt + 2).split("\\|", 2)[0];
        var said = line.substring(colon + 1, tagsAt < 0 ? line.length() : tagsAt);
        return read(
                name(line.substring(0, colon), tags),
                ORIGIN.matcher(said).replaceAll("$1").split(":", -1));
    }

    private static StatsdLine read(String name, String[] parts) {
        var values = new ArrayList<StatsdValue>();
        var unreadable = 0;
        var packed = new ArrayList<String>();
        for (var part : parts) {
            var words = part.split("\\|", -1);
            packed.add(words[0]);
            if (words.length > 1) {
                for (var text : unpacked(packed, words[1])) {
                    var value = StatsdValue.of(name, text, words);
                    value.ifPresent(values::add);
                    unreadable += value.isPresent() ? 0 : 1;
                }
                packed.clear();
            }
        }
        return new StatsdLine(values, unreadable + packed.size());
    }

    /// Those of a set may have colons, so they are never packed.
    private static List<String> unpacked(List<String> packed, String type) {
        return type.strip().equals("s") ? List.of(String.join(":", packed)) : packed;
    }

    private static String name(String name, String tags) {
        var path = new StringBuilder(name.strip());
        Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .sorted()
                .forEach(tag -> path.append('.').append(MetricPath.node(tag)));
        return path.toString();
    }
}
