package dev.konbini.logging.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.konbini.logging.render.target.Expression.Path;
import dev.konbini.logging.render.target.RenderTime;
import dev.konbini.logging.render.target.TargetParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What graphite-web 1.1.10 made of the same series, point by point: see `src/test/graphite`.
class RenderGoldenTests {

    private static final JsonNode GOLDEN = golden();
    private static final Evaluation EVALUATION =
            new Evaluation(
                    RenderGoldenTests::read,
                    GOLDEN.path("from").asLong(),
                    GOLDEN.path("until").asLong(),
                    ZoneOffset.UTC,
                    Instant.ofEpochSecond(GOLDEN.path("until").asLong()),
                    new Effort(100_000_000));

    @ParameterizedTest
    @MethodSource("targets")
    void targetHasTheValuesThatGraphiteGivesIt(String target, JsonNode wanted) {
        var series = EVALUATION.series(TargetParser.parse(target));

        assertThat(series).extracting(Series::name).isEqualTo(texts(wanted, "target"));
        for (var i = 0; i < series.size(); i++) {
            var one = series.get(i);
            assertThat(one.start()).as("start").isEqualTo(wanted.get(i).path("start").asLong());
            assertThat(one.end()).as("end").isEqualTo(wanted.get(i).path("end").asLong());
            assertThat(one.step()).as("step").isEqualTo(wanted.get(i).path("step").asInt());
            assertThat(one.consolidation().text())
                    .isEqualTo(wanted.get(i).path("consolidation").asString());
            assertValues(one.values(), numbers(wanted.get(i).path("values")));
        }
    }

    @ParameterizedTest
    @MethodSource("fewer")
    void fewerPointsAreThoseThatGraphiteLeaves(String target, int pointsMax, JsonNode wanted) {
        var series = FewerPoints.atMost(EVALUATION.series(TargetParser.parse(target)), pointsMax);

        assertThat(series).extracting(Series::name).isEqualTo(texts(wanted, "target"));
        for (var i = 0; i < series.size(); i++) {
            var one = series.get(i);
            var points = wanted.get(i).path("datapoints");
            var shown =
                    (int) Math.min(one.values().length, (one.end() - one.start()) / one.step() + 1);
            assertThat(shown).isEqualTo(points.size());
            assertThat(one.start()).isEqualTo(points.get(0).get(1).asLong());
            assertValues(
                    Arrays.copyOf(one.values(), shown),
                    points.valueStream().mapToDouble(point -> number(point.get(0))).toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("times")
    void timeIsTheOneThatGraphiteReads(String text, String zone, long wanted) {
        var now = Instant.ofEpochSecond(GOLDEN.path("now").asLong());

        assertThat(new RenderTime(ZoneId.of(zone), now).parse(text))
                .contains(Instant.ofEpochSecond(wanted));
    }

    private static Stream<Arguments> targets() {
        return GOLDEN.path("targets")
                .valueStream()
                .map(each -> Arguments.of(each.path("target").asString(), each.path("series")));
    }

    private static Stream<Arguments> fewer() {
        return GOLDEN.path("fewer")
                .valueStream()
                .map(each ->
                        Arguments.of(
                                each.path("target").asString(),
                                each.path("maxDataPoints").asInt(),
                                each.path("answer")));
    }

    private static Stream<Arguments> times() {
        return GOLDEN.path("times")
                .valueStream()
                .map(each ->
                        Arguments.of(
                                each.path("text").asString(),
                                each.path("zone").asString(),
                                each.path("time").asLong()));
    }

    private static void assertValues(double[] values, double[] wanted) {
        assertThat(values).hasSameSizeAs(wanted);
        for (var i = 0; i < values.length; i++) {
            if (Double.isNaN(wanted[i])) {
                assertThat(values[i]).as("value %d", i).isNaN();
            } else {
                assertThat(values[i])
                        .as("value %d", i)
                        .isCloseTo(wanted[i], within(Math.max(1e-12, Math.abs(wanted[i]) * 1e-9)));
            }
        }
    }

    private static List<String> texts(JsonNode nodes, String name) {
        return nodes.valueStream().map(each -> each.path(name).asString()).toList();
    }

    private static double[] numbers(JsonNode nodes) {
        return nodes.valueStream().mapToDouble(RenderGoldenTests::number).toArray();
    }

    private static double number(JsonNode node) {
        return node.isNull() ? Double.NaN : node.asDouble();
    }

    private static List<Series> read(Path path, long from, long until) {
        var pattern = path.pattern();
        var regex =
                Pattern.compile(
                        pattern.replace(".", "\\.")
                                .replace("*", "[^.]*")
                                .replace("?", "[^.]")
                                .replaceAll("\\{(.*?),(.*?)\\}", "($1|$2)"));
        return GOLDEN.path("sources")
                .valueStream()
                .filter(each -> regex.matcher(each.path("path").asString()).matches())
                .map(each -> cut(each, pattern, from, until))
                .sorted(Comparator.comparing(Series::name))
                .toList();
    }

    private static Series cut(JsonNode source, String pattern, long from, long until) {
        var step = source.path("step").asInt();
        var start = from - from % step + step;
        var end = until - until % step + step;
        var first = (int) ((start - source.path("start").asLong()) / step);
        var values = numbers(source.path("values"));
        return new Series(
                source.path("path").asString(),
                pattern,
                start,
                end,
                step,
                Arrays.copyOfRange(values, first, first + (int) ((end - start) / step)),
                Consolidation.AVERAGE,
                "");
    }

    private static JsonNode golden() {
        try (var file =
                Objects.requireNonNull(
                        RenderGoldenTests.class.getResourceAsStream("/render/golden.json"))) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
