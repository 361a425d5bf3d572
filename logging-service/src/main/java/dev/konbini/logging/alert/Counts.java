package dev.konbini.logging.alert;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was counted to judge a window: to the line, so that a group without a count has no line.
///
/// @param now the window's lines, by group
/// @param before those of the window before it
/// @param expected groups that may have no line now and are judged all the same
/// @param past how many lines the same time of earlier weeks had
record Counts(
        Map<String, Long> now, Map<String, Long> before, Set<String> expected, List<Long> past) {

    /// The group of all lines, where they are not told apart.
    static final String ALL = "";

    static Counts of(Map<String, Long> now) {
        return new Counts(now, Map.of(), Set.of(), List.of());
    }

    long now(String group) {
        return now.getOrDefault(group, 0L);
    }

    long before(String group) {
        return before.getOrDefault(group, 0L);
    }
}
