package dev.konbini.logging.tail.lucene;

/// How a field is looked into.
enum FieldKind {
    /// Word by word.
    TEXT,
    /// As a whole.
    KEYWORD,
    /// As a whole number.
    LONG,
    /// As a time, to the nanosecond.
    TIME,
    /// In a way that is not known here.
    OTHER;

    /// @param type as the mapping names it
    static FieldKind of(String type) {
        return switch (type) {
            case "text", "match_only_text" -> TEXT;
            case "keyword", "constant_keyword" -> KEYWORD;
            case "long", "integer", "short", "byte" -> LONG;
            case "date", "date_nanos" -> TIME;
            default -> OTHER;
        };
    }
}
