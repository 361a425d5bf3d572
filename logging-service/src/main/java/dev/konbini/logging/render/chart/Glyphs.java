package dev.konbini.logging.render.chart;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// Letters as they were drawn once, from DejaVu Sans, by `src/test/graphite/Glyphs.java`: an image
/// of the service has neither fonts nor what Java needs to draw them.
final class Glyphs {

    private static final Map<Face, Map<Character, Glyph>> BY_FACE = read();

    private Glyphs() {}

    private static Map<Face, Map<Character, Glyph>> read() {
        var faces = new EnumMap<Face, Map<Character, Glyph>>(Face.class);
        try (var in =
                new DataInputStream(
                        new GZIPInputStream(
                                Objects.requireNonNull(
                                        Glyphs.class.getResourceAsStream("/render/glyphs.gz"))))) {
            for (var face : Face.values()) {
                var glyphs = new HashMap<Character, Glyph>();
                for (var left = in.readInt(); left > 0; left--) {
                    glyphs.put(in.readChar(), glyph(in));
                }
                faces.put(face, glyphs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return faces;
    }

    private static Glyph glyph(DataInputStream in) throws IOException {
        var advance = in.readFloat();
        int left = in.readByte();
        int top = in.readByte();
        var width = in.readUnsignedByte();
        var height = in.readUnsignedByte();
        var ink = new byte[width * height];
        in.readFully(ink);
        return new Glyph(advance, left, top, width, height, ink);
    }

    /// The letter, or a question mark for one that was not drawn.
    static Glyph of(Face face, char letter) {
        var glyphs = Objects.requireNonNull(BY_FACE.get(face));
        var glyph = glyphs.get(letter);
        return glyph == null ? Objects.requireNonNull(glyphs.get('?')) : glyph;
    }

    static double width(Face face, String text) {
        var width = 0.0;
        for (var i = 0; i < text.length(); i++) {
            width += of(face, text.charAt(i)).advance();
        }
        return width;
    }

    /// As much of `text` as fits, with an ellipsis where something is left out.
    static String fitting(Face face, String text, double width) {
        if (width(face, text) <= width) {
            return text;
        }
        var length = text.length();
        while (length > 0 && width(face, text.substring(0, length) + "…") > width) {
            length--;
        }
        return text.substring(0, length) + "…";
    }

    /// A letter.
    ///
    /// @param advance how far the next one is, in pixels
    /// @param left from the place of the letter to its ink
    /// @param top from the line up to its ink
    /// @param ink row by row, how much of each pixel is covered, as unsigned bytes
    @SuppressWarnings(
            "ArrayRecordComponent") // Nobody compares it, and a list would box each value.
    record Glyph(float advance, int left, int top, int width, int height, byte[] ink) {}
}
