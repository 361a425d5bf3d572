package dev.konbini.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.bench.pipeline.Course.Sample;
import dev.konbini.cli.Refusal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CourseTests {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void tellsTheRateWithAndWithoutItsFirstTenth() {
        var course =
                new Course(
                        List.of(
                                new Sample(0, 1, 1, 10),
                                new Sample(2 * SECOND, 101, 2, 12),
                                new Sample(4 * SECOND, 1_001, 3, 14)));

        assertThat(course.rate()).isEqualTo(250);
        assertThat(course.steadyRate()).isEqualTo(450);
        assertThat(course.writerCpuPerMillion()).isEqualTo(2_000);
        assertThat(course.elasticsearchCpuPerMillion()).isEqualTo(4_000);
    }

    @Test
    void hasOneRateWhereOneStepIsAllThereIs() {
        var course = new Course(List.of(new Sample(0, 0, 0, 0), new Sample(SECOND, 700, 0, 0)));

        assertThat(course.steadyRate()).isEqualTo(course.rate()).isEqualTo(700);
    }

    @Test
    void watchesFromTheFirstDocumentUntilTheWriterIsDone() {
        var written = new int[] {5, 5, 8, 8, 20, 30, 30};
        var next = new AtomicInteger();

        var course =
                Course.watch(
                        () -> written[Math.min(next.getAndIncrement(), written.length - 1)],
                        () -> next.get() >= written.length - 1,
                        () -> {},
                        ProcessHandle.current().pid(),
                        ProcessHandle.current().pid());

        assertThat(course.samples()).extracting(Sample::written).containsExactly(8L, 20L, 30L);
    }

    @Test
    void endsWhereTheWriterCannotGoOn() {
        assertThatThrownBy(() ->
                        Course.watch(
                                () -> 0,
                                () -> false,
                                () -> {
                                    throw Refusal.failed("ended by itself");
                                },
                                1,
                                1))
                .hasMessage("ended by itself");
    }

    @Test
    void refusesToTellARateOfOneMoment() {
        assertThatThrownBy(() -> new Course(List.of(new Sample(0, 10, 0, 0))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("take more --lines");
    }
}
