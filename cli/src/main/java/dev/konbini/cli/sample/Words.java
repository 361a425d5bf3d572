package dev.konbini.cli.sample;

/// The same words in English and in Japanese.
public record Words(String en, String ja) {

    /// Reads `English=日本語`.
    static Words parse(String text) {
        var parts = text.strip().split("=", 2);
        return new Words(parts[0].strip(), parts[1].strip());
    }
}
