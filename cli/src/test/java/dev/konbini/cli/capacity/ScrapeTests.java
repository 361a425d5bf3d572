package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTests {

    private static final Scrape SCRAPE =
            Scrape.parse(
                    """
                    # HELP konbini_ingest_take_seconds Time from a batch's arrival
                    # TYPE konbini_ingest_take_seconds summary
                    konbini_ingest_take_seconds_count{stream="events"} 3
                    konbini_ingest_take_seconds_sum{stream="events"} 0.25
                    konbini_ingest_take_seconds_sum{service="logging, {a}",stream="lines"} 1.5E1
                    of{upstream="lines"} 7
                    of{stream="lines",x="y"} 1
                    jvm_gc_pause_seconds_sum{action="minor",cause="a"} 0.1
                    jvm_gc_pause_seconds_sum{action="major",cause="b"} 0.2
                    process_cpu_time_ns_total 3.0E9
                    endless +Inf
                    """);

    @Test
    void valuesAreFoundByNameAndLabel() {
        assertThat(SCRAPE.sum("konbini_ingest_take_seconds_sum", "stream=\"lines\"")).hasValue(15);
        assertThat(SCRAPE.sum("konbini_ingest_take_seconds_sum", "stream=\"events\""))
                .hasValue(0.25);
        assertThat(SCRAPE.sum("process_cpu_time_ns_total")).hasValue(3e9);
        assertThat(SCRAPE.sum("endless")).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void valuesOfOneNameAreAddedUp() {
        assertThat(SCRAPE.sum("jvm_gc_pause_seconds_sum").orElseThrow()).isEqualTo(0.1 + 0.2);
    }

    @Test
    void labelIsNotTakenForAnotherThatEndsAsIt() {
        assertThat(SCRAPE.sum("of", "stream=\"lines\"")).hasValue(1);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(SCRAPE.sum("konbini_ingest_take_seconds")).isEmpty();
        assertThat(SCRAPE.sum("process_cpu_time_ns_total", "stream=\"lines\"")).isEmpty();
    }
}
