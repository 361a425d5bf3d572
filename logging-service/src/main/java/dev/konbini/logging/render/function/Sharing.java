package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `asPercent`: what share of a total each series is.
final class Sharing {

    private Sharing() {}

    static List<Series> asPercent(Arguments arguments) {
        var nodes = arguments.integers("nodes");
        return nodes.isEmpty() ? ofOneTotal(arguments) : ofTotalsByNode(arguments, nodes);
    }

    private static List<Series> ofOneTotal(Arguments arguments) {
        var series = arguments.series();
        if (series.isEmpty()) {
            return List.of();
        }
        if (!arguments.has("total")) {
            return shares(series, sum(series));
        }
        if (!arguments.isSeries("total")) {
            var total = arguments.numeral("total");
            return series.stream()
                    .map(each ->
                            each.with(
                                    "asPercent(%s,%s)".formatted(each.name(), Names.plain(total)),
                                    Transforming.each(
                                            each,
                                            value ->
                                                    total.value() == 0
                                                            ? Double.NaN
                                                            : value / total.value() * 100)))
                    .toList();
        }
        var totals = arguments.series("total");
        if (totals.size() == 1) {
            return shares(series, totals.getFirst());
        }
        if (totals.size() != series.size()) {
            throw arguments.unfit(
                    "total", "a number, one series, or as many series as there are others");
        }
        var first = sorted(series);
        var second = sorted(totals);
        var shares = new ArrayList<Series>();
        for (var i = 0; i < first.size(); i++) {
            shares.add(share(first.get(i), second.get(i)));
        }
        return shares;
    }

    private static List<Series> sorted(List<Series> series) {
        return series.stream().sorted(Comparator.comparing(Series::name)).toList();
    }

    private static List<Series> shares(List<Series> series, Series total) {
        return series.stream().map(each -> share(each, total)).toList();
    }

    private static Series share(Series one, Series total) {
        return Combining.quotient(
                "asPercent(%s,%s)".formatted(one.name(), total.name()), one, total, 100);
    }

    private static Series sum(List<Series> series) {
        return Combining.combined(series, "sum");
    }

    private static List<Series> ofTotalsByNode(Arguments arguments, List<Integer> nodes) {
        var groups = groups(arguments.series(), nodes);
        var totals = arguments.has("total") ? groups(arguments.series("total"), nodes) : groups;
        var shares = new ArrayList<Series>();
        groups.forEach((key, group) -> {
            var total = totals.get(key);
            for (var one : group) {
                shares.add(
                        total == null
                                ? missing(one, "asPercent(%s,MISSING)")
                                : share(one, total.size() == 1 ? total.getFirst() : sum(total)));
            }
        });
        totals.forEach((key, total) -> {
            if (!groups.containsKey(key)) {
                shares.add(
                        missing(
                                total.size() == 1 ? total.getFirst() : sum(total),
                                "asPercent(MISSING,%s)"));
            }
        });
        return shares;
    }

    private static Series missing(Series one, String name) {
        return one.with(name.formatted(one.name()), Transforming.nothing(one.values().length));
    }

    private static Map<String, List<Series>> groups(List<Series> series, List<Integer> nodes) {
        var groups = new LinkedHashMap<String, List<Series>>();
        series.forEach(each ->
                groups.computeIfAbsent(Names.key(each, nodes), any -> new ArrayList<>()).add(each));
        return groups;
    }
}
