package dev.konbini.logging.render.chart;

import java.util.Arrays;

/// Draws a chart in pixels, with soft edges.
final class PngCanvas implements Canvas {

    private final int width;
    private final int height;
    private final int[] pixels;
    private final float[] ink;

    PngCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.ink = new float[width * height];
    }

    @Override
    public void fill(double x, double y, double width, double height, Colour colour) {
        for (var row = (int) Math.floor(y); row < y + height; row++) {
            var rowShare = share(row, y, y + height);
            for (var column = (int) Math.floor(x); column < x + width; column++) {
                blend(column, row, colour, rowShare * share(column, x, x + width));
            }
        }
    }

    /// How much of the pixel `index` lies between `from` and `to`.
    private static double share(int index, double from, double to) {
        return Math.max(0, Math.min(index + 1, to) - Math.max(index, from));
    }

    // A line is inked as a whole before it is laid on: where two of its parts meet, or cross, it
    // is not darker.
    @Override
    public void line(double[] x, double[] y, int start, int end, double width, Colour colour) {
        var top = this.height;
        var bottom = -1;
        for (var i = start; i < end; i++) {
            var next = Math.min(i + 1, end - 1);
            if (next == i && end - start > 1) {
                continue;
            }
            var low = (int) Math.floor(Math.min(y[i], y[next]) - width);
            var high = (int) Math.ceil(Math.max(y[i], y[next]) + width);
            top = Math.min(top, Math.max(0, low));
            bottom = Math.max(bottom, Math.min(this.height - 1, high));
            stroke(x[i], y[i], x[next], y[next], width / 2);
        }
        for (var row = top; row <= bottom; row++) {
            for (var column = 0; column < this.width; column++) {
                var at = row * this.width + column;
                if (ink[at] > 0) {
                    blend(column, row, colour, ink[at]);
                    ink[at] = 0;
                }
            }
        }
    }

    private void stroke(double x1, double y1, double x2, double y2, double radius) {
        var reach = radius + 1;
        var firstRow = (int) Math.max(0, Math.floor(Math.min(y1, y2) - reach));
        var lastRow = (int) Math.min(height - 1, Math.ceil(Math.max(y1, y2) + reach));
        var firstColumn = (int) Math.max(0, Math.floor(Math.min(x1, x2) - reach));
        var lastColumn = (int) Math.min(width - 1, Math.ceil(Math.max(x1, x2) + reach));
        var dx = x2 - x1;
        var dy = y2 - y1;
        var square = dx * dx + dy * dy;
        for (var row = firstRow; row <= lastRow; row++) {
            for (var column = firstColumn; column <= lastColumn; column++) {
                var px = column + 0.5 - x1;
                var py = row + 0.5 - y1;
                var along = square == 0 ? 0 : Math.clamp((px * dx + py * dy) / square, 0.0, 1.0);
                var distance = Math.hypot(px - along * dx, py - along * dy);
                var covered = (float) Math.clamp(radius + 0.5 - distance, 0.0, 1.0);
                var at = row * width + column;
                ink[at] = Math.max(ink[at], covered);
            }
        }
    }

    // Each column of pixels belongs to the stretch that its middle is in: laid on in two parts, it
    // would be paler than the others.
    @Override
    public void area(double[] x, double[] y, double[] lower, int start, int end, Colour colour) {
        for (var i = start; i + 1 < end; i++) {
            for (var column = (int) Math.ceil(x[i] - 0.5); column + 0.5 < x[i + 1]; column++) {
                var along = (column + 0.5 - x[i]) / (x[i + 1] - x[i]);
                var from = y[i] + along * (y[i + 1] - y[i]);
                var to = lower[i] + along * (lower[i + 1] - lower[i]);
                fill(column, Math.min(from, to), 1, Math.abs(to - from), colour);
            }
        }
    }

    @Override
    public void text(double x, double y, Anchor anchor, Face face, Colour colour, String text) {
        var pen =
                switch (anchor) {
                    case START -> x;
                    case MIDDLE -> x - Glyphs.width(face, text) / 2;
                    case END -> x - Glyphs.width(face, text);
                };
        for (var i = 0; i < text.length(); i++) {
            var glyph = Glyphs.of(face, text.charAt(i));
            var left = (int) Math.round(pen) + glyph.left();
            var top = (int) Math.round(y) - glyph.top();
            for (var at = 0; at < glyph.ink().length; at++) {
                blend(
                        left + at % glyph.width(),
                        top + at / glyph.width(),
                        colour,
                        (glyph.ink()[at] & 0xFF) / 255.0);
            }
            pen += glyph.advance();
        }
    }

    private void blend(int x, int y, Colour colour, double covered) {
        var share = covered * colour.alpha();
        if (x < 0 || y < 0 || x >= width || y >= height || share <= 0) {
            return;
        }
        var at = y * width + x;
        var mixed = 0;
        for (var shift = 16; shift >= 0; shift -= 8) {
            var below = pixels[at] >> shift & 0xFF;
            var above = colour.rgb() >> shift & 0xFF;
            mixed |= (int) Math.round(below + (above - below) * share) << shift;
        }
        pixels[at] = mixed;
    }

    @Override
    public byte[] bytes() {
        return PngFile.of(Arrays.copyOf(pixels, pixels.length), width);
    }
}
