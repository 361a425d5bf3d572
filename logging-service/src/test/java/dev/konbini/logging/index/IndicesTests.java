package dev.konbini.logging.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class IndicesTests {

    private static final LocalDate FROM = LocalDate.parse("2027-01-01");
    private static final LocalDate BIG_FROM = LocalDate.parse("2027-03-01");
    private static final Map<String, LocalDate> OWN =
            Map.of("konbini", LocalDate.MIN, "grown", BIG_FROM);

    private final Indices indices =
            new Indices("k-", FROM, tenant -> Optional.ofNullable(OWN.get(tenant)));

    @Test
    void tenantHasAnIndexOfItsOwnUntilTenantsShare() {
        assertThat(indices.ofLines("acme", FROM.minusDays(1))).isEqualTo("k-logs-acme-2026.12.31");
        assertThat(indices.ofLines("acme", FROM)).isEqualTo("k-logs-shared.14-2027.01.01");
        assertThat(indices.ofLines("konbini", FROM)).isEqualTo("k-logs-konbini-2027.01.01");
    }

    @Test
    void tenantThatGrewHasAnIndexOfItsOwnFromThenOn() {
        assertThat(indices.ofLines("grown", BIG_FROM.minusDays(1))).startsWith("k-logs-shared.");
        assertThat(indices.ofLines("grown", BIG_FROM)).isEqualTo("k-logs-grown-2027.03.01");
    }

    @Test
    void linesAreLookedForWhereverTheyMayBe() {
        assertThat(indices.ofLines("acme")).isEqualTo("k-logs-acme-*,k-logs-shared.14-*");
        assertThat(indices.ofLines("grown")).startsWith("k-logs-grown-*,k-logs-shared.");
        assertThat(indices.ofLines("konbini")).isEqualTo("k-logs-konbini-*");
    }

    @Test
    void tenThousandTenantsShareSixteenIndices() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> indices.ofLines("t" + i, FROM)))
                .satisfies(names -> assertThat(names.stream().distinct()).hasSize(16));
    }

    @Test
    void nameTellsWhoseLinesOfWhichDay() {
        assertThat(index("k-logs-acme-2-2027.01.01"))
                .contains(
                        new LineIndex(
                                "k-logs-acme-2-2027.01.01",
                                "k-logs-acme-2-2027.01.01",
                                "acme-2",
                                FROM,
                                false,
                                0));
        assertThat(index("k-logs-shared.14-2027.01.01"))
                .contains(
                        new LineIndex(
                                "k-logs-shared.14-2027.01.01",
                                "k-logs-shared.14-2027.01.01",
                                null,
                                FROM,
                                false,
                                0));
    }

    @Test
    void rebuiltIndexIsStillCalledByItsName() {
        var rebuilt = Indices.rebuilt("k-logs-acme-2027.01.01", Instant.ofEpochMilli(17));

        assertThat(rebuilt).isEqualTo("k-logs-acme-2027.01.01-r17");
        assertThat(index(rebuilt))
                .contains(new LineIndex("k-logs-acme-2027.01.01", rebuilt, "acme", FROM, false, 0));
        assertThat(indices.lineName(rebuilt)).isEqualTo("k-logs-acme-2027.01.01");
        assertThat(indices.lineName("k-events-2027.01")).isEqualTo("k-events-2027.01");
    }

    @Test
    void descriptionTellsWhetherItIsClosedToWritingAndWithWhichMappingItWasMade() {
        var description =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"settings": {"index": {"blocks": {"write": "true"}}},
                                 "mappings": {"_meta": {"templateVersion": 4}}}
                                """);

        assertThat(indices.lineIndex("k-logs-acme-2027.01.01", description))
                .hasValueSatisfying(index -> {
                    assertThat(index.isClosedToWriting()).isTrue();
                    assertThat(index.mappingVersion()).isEqualTo(4);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k-logs-acme",
                "k-logs-acme-2027.01.01-r",
                "k-logs-acme-2027.01.01-x1",
                "k-logs-acme-2027.13.01",
                "other-logs-acme-2027.01.01",
                "k-events-2027.01"
            })
    void whatIsNoIndexOfLinesIsNone(String name) {
        assertThat(index(name)).isEmpty();
    }

    @Test
    void nameTellsTheMonth() {
        assertThat(indices.month("k-events-2027.01")).contains(YearMonth.of(2027, 1));
        assertThat(indices.month("k-settings-1")).isEmpty();
        assertThat(indices.month("k")).isEmpty();
    }

    private Optional<LineIndex> index(String name) {
        return indices.lineIndex(name, JsonMapper.shared().createObjectNode());
    }
}
