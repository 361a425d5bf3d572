package dev.konbini.logging.render.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.render.Series;
import dev.konbini.logging.render.chart.ChartOptions.AreaMode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTests {

    private static final long FROM = 1_795_600_000;
    private static final long UNTIL = FROM + 7200;

    @Test
    void pngIsReadByOthersAndShowsTheLine() throws IOException {
        var png = Chart.png(List.of(series("load", 0)), options(AreaMode.NONE, "Load", null));

        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "chart.png"), png);
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(400);
        assertThat(pixels(image, 0x0072B2)).isGreaterThan(100);
        assertThat(image.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "FIRST", "ALL", "STACKED"})
    void areaIsFilledAsAsked(AreaMode mode) throws Exception {
        var many = new ArrayList<Series>();
        for (var i = 0; i < 4; i++) {
            many.add(series("web%d.cpu-0.cpu-<user> & more".formatted(i + 1), i));
        }

        var svg = Chart.svg(many, options(mode, "CPU of the web servers", null));
        Files.write(
                Path.of("target", "chart-%s.png".formatted(mode)),
                Chart.png(many, options(mode, "CPU of the web servers", null)));

        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg));
        // Each series has a gap, so two stretches of line, and of area.
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(8);
        assertThat(document.getElementsByTagName("polygon").getLength())
                .isEqualTo(
                        switch (mode) {
                            case NONE -> 0;
                            case FIRST -> 2;
                            case ALL, STACKED -> 8;
                        });
        assertThat(new String(svg, StandardCharsets.UTF_8))
                .contains(
                        "CPU of the web servers",
                        "web4.cpu-0.cpu-&lt;user&gt; &amp; more",
                        "Asia/Tokyo");
    }

    @Test
    void legendIsLeftOutWhenAskedAndWhenThereAreTooMany() {
        var many = new ArrayList<Series>();
        for (var i = 0; i < 30; i++) {
            many.add(series("many" + i, i));
        }

        assertThat(svg(many, null)).doesNotContain("many1");
        assertThat(svg(many, true)).contains("many1");
        assertThat(svg(many.subList(0, 2), false)).doesNotContain("many1");
        assertThat(svg(many.subList(0, 2), null)).contains("many1");
    }

    @Test
    void chartOfNothingSaysSo() {
        assertThat(svg(List.of(), null)).contains("No data");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1500, 1.5k",
        "-2500000, -2.5M",
        "0.25, 0.25",
        "7000000000, 7G",
        "999, 999"
    })
    void valueIsLabelledWithItsUnit(double value, String label) {
        assertThat(ValueAxis.label(value)).isEqualTo(label);
    }

    @Test
    void marksAreRoundNumbers() {
        assertThat(ValueAxis.of(3, 96, false, false, 5).marks())
                .containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(ValueAxis.of(5, 5, false, false, 4).marks()).hasSizeBetween(2, 6);
    }

    private static String svg(List<Series> series, @Nullable Boolean legend) {
        return new String(
                Chart.svg(series, options(AreaMode.NONE, "Title", legend)), StandardCharsets.UTF_8);
    }

    private static ChartOptions options(AreaMode mode, String title, @Nullable Boolean legend) {
        return new ChartOptions(
                800,
                400,
                FROM,
                UNTIL,
                ZoneId.of("Asia/Tokyo"),
                title,
                mode,
                legend,
                ChartOptions.COLOURS,
                Colour.of(0xFFFFFF),
                Colour.of(0x333333),
                null,
                null,
                1.4);
    }

    private static Series series(String name, int shift) {
        var values = new double[720];
        for (var i = 0; i < values.length; i++) {
            values[i] =
                    i > 300 && i < 330
                            ? Double.NaN
                            : 40 + shift * 5 + 30 * Math.sin((i + shift * 60) / 50.0) + i % 7;
        }
        return Series.of(name, FROM, UNTIL, 10, values);
    }

    private static long pixels(BufferedImage image, int rgb) {
        var count = 0L;
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
