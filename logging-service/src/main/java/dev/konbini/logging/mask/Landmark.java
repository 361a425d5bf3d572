package dev.konbini.logging.mask;

import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/// What lines are kept and found by: their time, and the ids of trace and span.
final class Landmark {

    private Landmark() {}

    /// Whether the member called `path`, in dots from the line's top, is a landmark and its value
    /// nothing else: what does not look like a time or an id, or does like a card, may hide
    /// anything.
    static boolean is(String path, JsonNode value) {
        if (!value.isString()) {
            return false;
        }
        var text = value.asString();
        return switch (path) {
            case "@timestamp" -> all(text, Landmark::isOfTime) && !CardMask.isCard(text);
            case "trace.id" -> text.length() == 32 && all(text, Landmark::isHex);
            case "span.id" ->
                    text.length() == 16 && all(text, Landmark::isHex) && !CardMask.isCard(text);
            default -> false;
        };
    }

    private static boolean isHex(int c) {
        return Character.digit(c, 16) >= 0;
    }

    private static boolean isOfTime(int c) {
        return Character.digit(c, 10) >= 0 || "TZtz:.+- ".indexOf(c) >= 0;
    }

    private static boolean all(String text, IntPredicate characters) {
        return text.chars().allMatch(characters);
    }
}
