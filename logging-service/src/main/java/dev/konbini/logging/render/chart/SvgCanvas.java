package dev.konbini.logging.render.chart;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Writes a chart as SVG.
final class SvgCanvas implements Canvas {

    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(int width, int height) {
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="DejaVu Sans, Verdana, sans-serif">
                """
                        .formatted(width, height, width, height));
    }

    @Override
    public void fill(double x, double y, double width, double height, Colour colour) {
        svg.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"%s/>\n"
                        .formatted(
                                at(x),
                                at(y),
                                at(width),
                                at(height),
                                colour.hex(),
                                opacity("fill", colour)));
    }

    @Override
    public void line(double[] x, double[] y, int start, int end, double width, Colour colour) {
        svg.append("<polyline fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
                .append(" stroke=\"%s\"%s".formatted(colour.hex(), opacity("stroke", colour)))
                .append(" stroke-width=\"%s\" points=\"".formatted(at(width)));
        points(x, y, start, end);
        svg.append("\"/>\n");
    }

    @Override
    public void area(double[] x, double[] y, double[] lower, int start, int end, Colour colour) {
        svg.append(
                "<polygon fill=\"%s\"%s points=\""
                        .formatted(colour.hex(), opacity("fill", colour)));
        points(x, y, start, end);
        for (var i = end - 1; i >= start; i--) {
            svg.append(' ').append(at(x[i])).append(',').append(at(lower[i]));
        }
        svg.append("\"/>\n");
    }

    private void points(double[] x, double[] y, int start, int end) {
        for (var i = start; i < end; i++) {
            svg.append(i == start ? "" : " ").append(at(x[i])).append(',').append(at(y[i]));
        }
    }

    @Override
    public void text(double x, double y, Anchor anchor, Face face, Colour colour, String text) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\"%s fill=\"%s\">%s</text>\n"
                        .formatted(
                                at(x),
                                at(y),
                                anchor.name().toLowerCase(Locale.ROOT),
                                face.size(),
                                face.bold() ? " font-weight=\"bold\"" : "",
                                colour.hex(),
                                escaped(text)));
    }

    @Override
    public byte[] bytes() {
        return (svg + "</svg>\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String opacity(String what, Colour colour) {
        return colour.alpha() == 1 ? "" : " %s-opacity=\"%s\"".formatted(what, at(colour.alpha()));
    }

    private static String at(double place) {
        var hundredths = Math.round(place * 100);
        return hundredths % 100 == 0
                ? String.valueOf(hundredths / 100)
                : String.format(Locale.ROOT, "%.2f", place);
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                // XML knows no other character below the blank.
                default -> escaped.append(c < ' ' || Character.isSurrogate(c) ? '?' : c);
            }
        }
        return escaped.toString();
    }
}
