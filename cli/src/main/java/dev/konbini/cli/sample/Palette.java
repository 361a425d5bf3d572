package dev.konbini.cli.sample;

import java.util.List;

/// The colours of the sample catalogue.
final class Palette {

    private Palette() {}

    static List<Words> load() {
        return SampleFile.lines("colours.txt").map(Words::parse).toList();
    }
}
