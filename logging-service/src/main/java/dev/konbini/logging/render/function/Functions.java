package dev.konbini.logging.render.function;

import dev.konbini.logging.render.target.Expression.Call;
import dev.konbini.logging.render.target.InvalidTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every function that a target may call. Nothing else knows which there are: `/functions` answers
/// from this table.
public final class Functions {

    private static final Map<String, Function> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.of(
                        CombineFunctions.all(),
                        TransformFunctions.all(),
                        CalculateFunctions.all(),
                        FilterFunctions.all(),
                        SortFunctions.all(),
                        AliasFunctions.all(),
                        SpecialFunctions.all())
                .flatMap(List::stream)
                .forEach(each -> BY_NAME.put(each.name(), each));
    }

    private Functions() {}

    /// The function that is called.
    ///
    /// @throws InvalidTarget where there is none of that name; it says which come close
    public static Function named(Call call) {
        var function = BY_NAME.get(call.function());
        if (function == null) {
            throw new InvalidTarget(
                    call.position(),
                    "No function is called %s. Close are %s."
                            .formatted(call.function(), String.join(", ", close(call.function()))));
        }
        return function;
    }

    /// All of them.
    public static Collection<Function> all() {
        return List.copyOf(BY_NAME.values());
    }

    /// The three names that differ least from `name`.
    static List<String> close(String name) {
        return BY_NAME.keySet().stream()
                .sorted(Comparator.comparingInt(each -> distance(each, name)))
                .limit(3)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// How many letters must be put in, left out or changed (Levenshtein), whatever their case.
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var before = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + same);
            }
            before = row;
        }
        return before[b.length()];
    }
}
