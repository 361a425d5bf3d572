package dev.konbini.logging.render.chart;

/// What a chart is drawn on. Places are in pixels from the upper left corner.
interface Canvas {

    void fill(double x, double y, double width, double height, Colour colour);

    /// A line through the points from `start` to before `end`.
    void line(double[] x, double[] y, int start, int end, double width, Colour colour);

    /// What lies between a line, as in [#line], and a lower one.
    void area(double[] x, double[] y, double[] lower, int start, int end, Colour colour);

    /// Text whose line stands on `y`.
    void text(double x, double y, Anchor anchor, Face face, Colour colour, String text);

    byte[] bytes();

    /// Which part of the text is at its place.
    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
