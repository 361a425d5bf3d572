package dev.konbini.logging.render.chart;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A colour.
///
/// @param rgb red, green and blue in the lowest 24 bits
/// @param alpha from 0, nothing of it, to 1
public record Colour(int rgb, double alpha) {

    private static final Map<String, Integer> NAMED =
            Map.ofEntries(
                    Map.entry("black", 0x000000),
                    Map.entry("white", 0xFFFFFF),
                    Map.entry("blue", 0x6464FF),
                    Map.entry("green", 0x00C800),
                    Map.entry("red", 0xC80032),
                    Map.entry("yellow", 0xD9C300),
                    Map.entry("orange", 0xFFA500),
                    Map.entry("purple", 0xC864FF),
                    Map.entry("brown", 0x966432),
                    Map.entry("aqua", 0x009696),
                    Map.entry("cyan", 0x00C8C8),
                    Map.entry("gray", 0xAFAFAF),
                    Map.entry("grey", 0xAFAFAF),
                    Map.entry("magenta", 0xFF00FF),
                    Map.entry("pink", 0xFF6464),
                    Map.entry("gold", 0xC8C800),
                    Map.entry("rose", 0xC896C8),
                    Map.entry("darkblue", 0x0000FF),
                    Map.entry("darkgreen", 0x009600),
                    Map.entry("darkred", 0xC80000),
                    Map.entry("darkgray", 0x6F6F6F),
                    Map.entry("darkgrey", 0x6F6F6F));

    static Colour of(int rgb) {
        return new Colour(rgb, 1);
    }

    /// The colour that `text` names: a name of Graphite's, or `RRGGBB`, with or without `#`.
    public static Optional<Colour> parse(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        var named = NAMED.get(plain);
        if (named != null) {
            return Optional.of(of(named));
        }
        return plain.matches("#?[0-9a-f]{6}")
                ? Optional.of(of(Integer.parseInt(plain.replace("#", ""), 16)))
                : Optional.empty();
    }

    Colour faint(double alpha) {
        return new Colour(rgb, alpha);
    }

    String hex() {
        return "#%06x".formatted(rgb);
    }
}
