package dev.konbini.commerce.offer;

/// A product's name as long as it may be in an offer, which is sent in a header too.
///
/// The names of one offer share [#BYTES_MAX]: up to 33 lines each name is whole. With all else that
/// 100 lines hold at most, an offer stays below 60,000 characters.
final class OfferedName {

    /// Of JSON, in UTF-8.
    static final int BYTES_MAX = 20_000;

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;

    private OfferedName() {}

    /// `name`, cut where it takes more than its share among `lines`.
    static String of(String name, int lines) {
        var share = BYTES_MAX / lines;
        var bytes = 0;
        var kept = 0;
        for (int end = 0; end < name.length(); ) {
            var point = name.codePointAt(end);
            bytes += bytes(point);
            end += Character.charCount(point);
            if (bytes > share) {
                return name.substring(0, kept) + ELLIPSIS;
            }
            if (bytes <= share - ELLIPSIS_BYTES) {
                kept = end;
            }
        }
        return name;
    }

    /// At most so many, escaped as JSON may want it.
    private static int bytes(int point) {
        return switch (point) {
            case '"', '\\', '\n', '\r', '\t' -> 2;
            case '\u2028', '\u2029' -> 6;
            default -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        };
    }
}
