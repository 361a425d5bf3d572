package dev.konbini.logging.ledger;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A set of numbers, as the ranges that they form: in order, apart from each other, none empty.
record Ranges(List<Range> ranges) {

    static final Ranges NONE = new Ranges(List.of());

    /// The numbers from `from` to before `to`.
    record Range(long from, long to) {

        long count() {
            return to - from;
        }
    }

    static Ranges of(long from, long to) {
        return NONE.with(from, to);
    }

    boolean contains(long number) {
        for (var one : ranges) {
            if (one.from() <= number && number < one.to()) {
                return true;
            }
        }
        return false;
    }

    /// These and those from `from` to before `to`.
    Ranges with(long from, long to) {
        var merged = new ArrayList<Range>();
        var low = from;
        var high = to;
        for (var one : ranges) {
            if (one.to() < low) {
                merged.add(one);
            } else if (one.from() <= high) {
                low = Math.min(low, one.from());
                high = Math.max(high, one.to());
            }
        }
        merged.add(new Range(low, high));
        for (var one : ranges) {
            if (one.from() > high) {
                merged.add(one);
            }
        }
        return new Ranges(List.copyOf(merged));
    }

    Ranges with(Ranges others) {
        var all = this;
        for (var one : others.ranges) {
            all = all.with(one.from(), one.to());
        }
        return all;
    }

    /// What is missing between the lowest and the highest.
    List<Range> gaps() {
        var gaps = new ArrayList<Range>();
        for (var i = 1; i < ranges.size(); i++) {
            gaps.add(new Range(ranges.get(i - 1).to(), ranges.get(i).from()));
        }
        return gaps;
    }

    /// Behind the highest; 0 where there is none.
    long end() {
        return ranges.isEmpty() ? 0 : ranges.getLast().to();
    }

    ArrayNode json() {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var one : ranges) {
            array.addArray().add(one.from()).add(one.to());
        }
        return array;
    }

    static Ranges from(JsonNode array) {
        var ranges = new ArrayList<Range>();
        for (var pair : array) {
            ranges.add(new Range(pair.get(0).asLong(), pair.get(1).asLong()));
        }
        return new Ranges(List.copyOf(ranges));
    }
}
