package dev.konbini.logging.staging;

import dev.konbini.logging.staging.CompareSources.FieldDifference;
import dev.konbini.logging.staging.CompareSources.Result;
import dev.konbini.logging.staging.Comparison.Change;
import dev.konbini.logging.staging.Comparison.Counts;
import dev.konbini.logging.staging.Comparison.Difference;
import dev.konbini.logging.staging.Comparison.Example;
import dev.konbini.logging.staging.Comparison.Letters;
import dev.konbini.logging.staging.Comparison.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Adds up what is found, in a memory that does not grow with the number of lines.
final class Tally {

    private static final int FIELDS_MAX = 200;
    private static final int EXAMPLES_MAX = 3;
    private static final int LINES_MAX = 20;
    private static final int CHARACTERS_MAX = 300;

    private final Map<Field, Found<Example>> fields = new LinkedHashMap<>();
    private final Map<Reasons, Found<String>> letters = new LinkedHashMap<>();
    private final List<Line> missing = new ArrayList<>();
    private final List<Line> strays = new ArrayList<>();
    private long lookedAt;
    private long equal;
    private long different;
    private long missingCount;
    private long notFedYet;
    private long strayCount;
    private long otherRecord;
    private long lettersAlike;
    private long lettersApart;
    private long unmaskable;
    private long maskedValues;
    private long further;

    long lookedAt() {
        return lookedAt;
    }

    void lookedAt(int lines) {
        lookedAt += lines;
    }

    void compared(String id, Place place, Result result) {
        maskedValues += result.masked();
        if (result.differences().isEmpty()) {
            equal++;
            return;
        }
        different++;
        var isFurther = false;
        for (var difference : result.differences()) {
            isFurther |= !add(id, place, difference);
        }
        further += isFurther ? 1 : 0;
    }

    private boolean add(String id, Place place, FieldDifference difference) {
        var field = new Field(difference.field(), change(difference));
        if (!fields.containsKey(field) && fields.size() == FIELDS_MAX) {
            return false;
        }
        fields.computeIfAbsent(field, _ -> new Found<>())
                .add(
                        new Example(
                                id,
                                place.text(),
                                shown(difference.production()),
                                shown(difference.staging())));
        return true;
    }

    private static Change change(FieldDifference difference) {
        return difference.production() == null
                ? Change.ADDED
                : difference.staging() == null ? Change.REMOVED : Change.CHANGED;
    }

    private static @Nullable String shown(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        var text = value.toString();
        return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "…";
    }

    void missing(String id, Place place) {
        missingCount++;
        if (missing.size() < LINES_MAX) {
            missing.add(new Line(id, place.text()));
        }
    }

    void notFedYet() {
        notFedYet++;
    }

    void onlyInStaging(String id, String origin) {
        strayCount++;
        if (strays.size() < LINES_MAX) {
            strays.add(new Line(id, origin));
        }
    }

    void otherRecord() {
        otherRecord++;
    }

    void unmaskable() {
        unmaskable++;
    }

    /// A dead letter in at least one of both.
    void letter(String origin, @Nullable String production, @Nullable String staging) {
        var reasons = new Reasons(production, staging);
        if (production != null && production.equals(staging)) {
            lettersAlike++;
            return;
        }
        lettersApart++;
        if (letters.containsKey(reasons) || letters.size() < FIELDS_MAX) {
            letters.computeIfAbsent(reasons, _ -> new Found<>()).add(origin);
        }
    }

    Counts counts() {
        return new Counts(
                lookedAt,
                equal + different,
                equal,
                different,
                missingCount,
                notFedYet,
                strayCount,
                otherRecord,
                lettersAlike,
                lettersApart,
                unmaskable,
                maskedValues);
    }

    List<Difference> differences() {
        return fields.entrySet().stream()
                .map(one ->
                        new Difference(
                                one.getKey().name(),
                                one.getKey().change(),
                                one.getValue().lines,
                                List.copyOf(one.getValue().examples)))
                .sorted(Comparator.comparingLong(Difference::lines).reversed())
                .toList();
    }

    long furtherDifferences() {
        return further;
    }

    List<Letters> letters() {
        return letters.entrySet().stream()
                .map(one ->
                        new Letters(
                                one.getKey().production(),
                                one.getKey().staging(),
                                one.getValue().lines,
                                List.copyOf(one.getValue().examples)))
                .toList();
    }

    List<Line> missing() {
        return List.copyOf(missing);
    }

    List<Line> onlyInStaging() {
        return List.copyOf(strays);
    }

    private record Field(String name, Change change) {}

    private record Reasons(@Nullable String production, @Nullable String staging) {}

    private static final class Found<T> {

        private final List<T> examples = new ArrayList<>();
        private long lines;

        void add(T example) {
            lines++;
            if (examples.size() < EXAMPLES_MAX) {
                examples.add(example);
            }
        }
    }
}
