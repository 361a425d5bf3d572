package dev.konbini.logging.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricPathTests {

    @ParameterizedTest
    @CsvSource({
        "web1.cpu-0.cpu-idle, web1.cpu-0.cpu-idle",
        ".a..b., a.b",
        "a b.c/d, a_b.c/d",
        "a{b}.c*, a_b_.c_",
        "disk;host=a, disk_host_a",
        "\u00e4.b, _.b",
    })
    void pathIsCleaned(String given, String path) {
        assertThat(MetricPath.clean(given)).contains(path);
    }

    @Test
    void emptyLongAndDeepPathsAreRefused() {
        assertThat(MetricPath.clean("")).isEmpty();
        assertThat(MetricPath.clean("...")).isEmpty();
        assertThat(MetricPath.clean("a".repeat(401))).isEmpty();
        assertThat(MetricPath.clean("a.".repeat(32) + "a")).isEmpty();
        assertThat(MetricPath.clean("a.".repeat(31) + "a")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "a.*.c, a.b.c, true",
        "a.*.c, a.b.d.c, false",
        "a.b?, a.bx, true",
        "a.b?, a.b, false",
        "a.[0-9]x, a.5x, true",
        "a.[!0-9]x, a.5x, false",
        "a.b-1, a.b-1, true",
        "a.b+, a.bb, false",
        "a.[z-a], a.b, false",
        "a.[z-ab], a.b, true",
        "a.[a--z], a.z, true",
        "a.[!z-a], a.b, true",
        "a.[!], a.!, false",
        "'a.b{x,}', a.b, true",
        "'a.{,x}b', a.b, true",
        "'a.{,x}b', a.xb, true",
        "a.b{}, a.b, true",
        "'a.}{b,c}', a.}b, true",
        "a.\u00e9*, a.e, false",
    })
    void patternMeansThePathsThatGraphiteTakesItFor(String pattern, String path, boolean matches) {
        assertThat(path.matches(new PathPattern(pattern).regex())).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.x.c", "a.y1.c"})
    void bracesHoldAlternatives(String path) {
        assertThat(path).matches(new PathPattern("a.{x,y*}.c").regex());
        assertThat("a.z.c").doesNotMatch(new PathPattern("a.{x,y*}.c").regex());
    }

    @Test
    void nodeHasNoDots() {
        assertThat(MetricPath.node("10.0.0.1 (a)")).isEqualTo("10_0_0_1__a_");
    }
}
