package dev.konbini.logging.render.chart;

/// How letters look.
enum Face {
    LABEL(11, false),
    TITLE(15, true);

    private final int size;
    private final boolean bold;

    Face(int size, boolean bold) {
        this.size = size;
        this.bold = bold;
    }

    int size() {
        return size;
    }

    boolean bold() {
        return bold;
    }
}
