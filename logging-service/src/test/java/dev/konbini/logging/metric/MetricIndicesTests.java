package dev.konbini.logging.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.index.IndexProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricIndicesTests {

    private static final long TIME = Instant.parse("2026-11-30T23:00:00Z").getEpochSecond();

    private final MetricIndices indices =
            new MetricIndices(
                    new IndexProperties(
                            "k-",
                            1,
                            0,
                            Duration.ofSeconds(1),
                            new IndexProperties.Sharing(LocalDate.EPOCH, List.of())));

    @Test
    void indicesOfAShortTimeAreNamedOneByOne() {
        assertThat(indices.ofPoints(TIME, TIME + 7200))
                .isEqualTo("k-points-2026.11.30,k-points-2026.12.01");
        assertThat(indices.ofSeries(TIME, TIME + 7200))
                .isEqualTo("k-series-2026.11,k-series-2026.12");
    }

    @Test
    void timeWithoutEndMeansAllOfThem() {
        var never = TIME + 999_999_999L * 365 * 86_400;

        assertThat(indices.ofPoints(TIME, never)).isEqualTo("k-points-*");
        assertThat(indices.ofSeries(TIME, never)).isEqualTo("k-series-*");
        assertThat(indices.ofRollUps(TIME, never)).isEqualTo("k-rollups-*");
    }
}
