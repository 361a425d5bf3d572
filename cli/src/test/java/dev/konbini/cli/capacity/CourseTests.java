package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.konbini.cli.capacity.Course.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTests {

    private static final long SECOND = 1_000_000_000;

    @Test
    void rateIsThatFromTheFirstToTheLastMoment() {
        var course =
                new Course(
                        List.of(
                                new Moment(SECOND, 500, 9_000, 0),
                                new Moment(2 * SECOND, 500, 9_000, 3),
                                new Moment(3 * SECOND, 2_500, 9_000, 1)));

        assertThat(course.lines()).isEqualTo(2_000);
        assertThat(course.rate()).isEqualTo(1_000);
        assertThat(course.queuedMax()).isEqualTo(3);
        assertThat(course.dryShare()).isZero();
    }

    @Test
    void isDryWhereLessThanATenthOfASecondsLinesWait() {
        var course =
                new Course(
                        List.of(
                                new Moment(0, 0, 5_000, 0),
                                new Moment(SECOND, 1_000, 99, 0),
                                new Moment(2 * SECOND, 2_000, 100, 0)));

        assertThat(course.dryShare()).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void oneMomentIsNoCourse() {
        assertThatThrownBy(() -> new Course(List.of(new Moment(0, 0, 0, 0))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
