package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.List;
import java.util.regex.Pattern;

/// Functions that change what series are shown as.
final class Naming {

    private static final Pattern GROUP = Pattern.compile("\\\\(\\d|g<(\\d+)>)");

    private Naming() {}

    static List<Series> alias(Arguments arguments) {
        var name = arguments.text("newName");
        return arguments.series().stream().map(each -> each.named(name)).toList();
    }

    static List<Series> byNode(Arguments arguments) {
        var nodes = arguments.integers("nodes");
        return arguments.series().stream().map(each -> each.named(Names.key(each, nodes))).toList();
    }

    static List<Series> byMetric(Arguments arguments) {
        return arguments.series().stream()
                .map(each -> each.named(Names.key(each, List.of(-1))))
                .toList();
    }

    /// Of `f(a.b.c,3)` those of `a.b.c`, from `start` to before `stop`, which may count from the
    /// end; 0 is the end itself.
    static List<Series> substring(Arguments arguments) {
        var start = arguments.integer("start");
        var stop = arguments.integer("stop");
        return arguments.series().stream()
                .map(each -> {
                    var name = each.name();
                    var end = name.indexOf(')');
                    var begin = Math.min(name.lastIndexOf('(') + 1, end < 0 ? name.length() : end);
                    var nodes =
                            List.of(
                                    name.substring(begin, end < 0 ? name.length() : end)
                                            .split("\\.", -1));
                    var first = place(start, nodes.size());
                    var last = stop == 0 ? nodes.size() : place(stop, nodes.size());
                    var some = String.join(".", nodes.subList(Math.min(first, last), last));
                    return each.named(some.split(",", 2)[0]);
                })
                .toList();
    }

    private static int place(int number, int size) {
        return Math.clamp(number < 0 ? size + (long) number : number, 0, size);
    }

    static List<Series> substitute(Arguments arguments) {
        var search = Picking.pattern(arguments, "search");
        // What Python writes \1 and \g<1> is $1 in Java, where a $ of its own is escaped.
        var replace =
                GROUP.matcher(arguments.text("replace").replace("$", "\\$"))
                        .replaceAll(group ->
                                "\\$" + (group.group(2) == null ? group.group(1) : group.group(2)));
        return arguments.series().stream()
                .map(each -> {
                    try {
                        return each.named(search.matcher(each.name()).replaceAll(replace));
                    } catch (IndexOutOfBoundsException e) {
                        throw arguments.unfit(
                                "replace", "a text that names only groups that search has");
                    }
                })
                .toList();
    }
}
