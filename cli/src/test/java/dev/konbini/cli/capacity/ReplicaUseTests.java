package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.konbini.cli.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaUseTests {

    @Test
    void isWhatChangedBetweenTwoLooks() {
        var use =
                ReplicaUse.between("a:1", scrape(10, 1, 5, 2, 4), scrape(22, 3, 11, 3, 9), 10)
                        .orElseThrow();

        assertThat(use.taking()).isEqualTo(12);
        assertThat(use.reading()).isEqualTo(2);
        assertThat(use.writing()).isEqualTo(6);
        assertThat(use.booking()).isEqualTo(1);
        assertThat(use.cores()).isEqualTo(0.5);
        assertThat(use.linesPerBatch()).isEqualTo(600);
        assertThat(use.machineBusy()).isEqualTo(0.75);
    }

    @Test
    void versionThatDoesNotSayIsLeftOut() {
        var older = Scrape.parse("konbini_ingest_bulk_seconds_sum{stream=\"lines\"} 3\n");

        assertThat(ReplicaUse.between("a:1", older, older, 10)).isEmpty();
    }

    @Test
    void replicaThatWasStartedAnewIsRefused() {
        var before = scrape(10, 1, 5, 2, 4);
        var after = scrape(1, 1, 1, 1, 1);

        assertThatThrownBy(() -> ReplicaUse.between("a:1", before, after, 10))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a:1");
    }

    @Test
    void sharesMakeUpAllTheConsumersTime() {
        var use =
                ReplicaUse.between("a:1", scrape(0, 0, 0, 0, 0), scrape(12, 2, 6, 2, 4), 10)
                        .orElseThrow();

        var shares = Shares.of(List.of(use), 2);

        assertThat(shares.elasticsearch()).isCloseTo(0.4, within(1e-9));
        assertThat(shares.own()).isCloseTo(0.2, within(1e-9));
        assertThat(shares.kafka()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void batchThatBeganBeforeDoesNotMakeMoreThanAll() {
        var use =
                ReplicaUse.between("a:1", scrape(0, 0, 0, 0, 0), scrape(25, 5, 15, 5, 4), 10)
                        .orElseThrow();

        var shares = Shares.of(List.of(use, use), 4);

        assertThat(shares.elasticsearch()).isCloseTo(0.8, within(1e-9));
        assertThat(shares.own()).isCloseTo(0.2, within(1e-9));
        assertThat(shares.kafka()).isZero();
    }

    private static Scrape scrape(
            double take, double read, double bulk, double book, double cpuSeconds) {
        return Scrape.parse(
                """
                konbini_ingest_take_seconds_sum{stream="lines"} %s
                konbini_ingest_read_seconds_sum{stream="lines"} %s
                konbini_ingest_bulk_seconds_sum{stream="lines"} %s
                konbini_ingest_bulk_seconds_sum{stream="events"} %s
                konbini_ingest_batch_count{stream="lines"} %s
                konbini_ingest_batch_sum{stream="lines"} %s
                konbini_ledger_write_seconds_sum %s
                process_cpu_time_ns_total %s
                system_cpu_usage 0.75
                """
                        .formatted(
                                take, read, bulk, 1_000, take, take * 600, book, cpuSeconds * 1e9));
    }
}
