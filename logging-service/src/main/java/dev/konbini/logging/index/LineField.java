package dev.konbini.logging.index;

import java.util.Map;

/// A place in a line as the mapping sees it: a field that is mapped, an object that holds such
/// fields, or one of the places where a value cannot be kept under its own name.
///
/// @param name with dots, from the line's top; empty for the top and for places that have none
/// @param children by their names of one part; empty but for objects
public record LineField(String name, Kind kind, Map<String, LineField> children) {

    static final LineField UNMAPPED = new LineField("", Kind.UNMAPPED, Map.of());
    static final LineField OCCUPIED = new LineField("", Kind.OCCUPIED, Map.of());
    static final LineField UNNAMABLE = new LineField("", Kind.UNNAMABLE, Map.of());
    static final LineField RESERVED = new LineField("", Kind.RESERVED, Map.of());

    /// What the member `member` of an object here is.
    ///
    /// A name with dots is a way of several steps, as Elasticsearch has it: `trace.id` is the same
    /// place as `id` in `trace`.
    public LineField at(String member) {
        var child = children.get(member);
        if (child != null) {
            return child;
        }
        return member.indexOf('.') < 0 && !member.isBlank() ? UNMAPPED : walk(member);
    }

    private LineField walk(String member) {
        var here = this;
        var steps = member.split("\\.", -1);
        for (var step : steps) {
            if (step.isBlank()) {
                return steps[0].equals(Indices.OWN_FIELD) ? RESERVED : UNNAMABLE;
            }
        }
        for (var step : steps) {
            switch (here.kind) {
                case OBJECT -> here = here.children.getOrDefault(step, UNMAPPED);
                case UNMAPPED, RESERVED, UNNAMABLE -> {
                    return here;
                }
                case TEXT, KEYWORD, LONG, TIME, OPAQUE, OCCUPIED -> {
                    return OCCUPIED;
                }
            }
        }
        return here;
    }

    /// What may be in a place.
    public enum Kind {
        /// Other fields.
        OBJECT,
        /// Words.
        TEXT,
        /// A text as a whole.
        KEYWORD,
        /// An integer of 64 bits.
        LONG,
        /// A time to the nanosecond, from 1970 to 2262.
        TIME,
        /// Anything, put there by this service.
        OPAQUE,
        /// Anything: the mapping does not know the place.
        UNMAPPED,
        /// Nothing: a field stands where this would need an object.
        OCCUPIED,
        /// Nothing: Elasticsearch takes no such name.
        UNNAMABLE,
        /// Nothing of a sender's.
        RESERVED
    }
}
