package dev.konbini.logging.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JoinLinesTests {

    private final AtomicLong nanos = new AtomicLong();
    private final JoinLines<String> joining =
            new JoinLines<>(line -> line, (one, next) -> one + "\n" + next, nanos::get);

    @Test
    void javaTraceIsOneWithTheLineThatItBelongsTo() {
        assertThat(
                        JoinLines.ofText(
                                """
                                10:00 ERROR it failed
                                java.lang.IllegalStateException: no
                                \tat a.B.c(B.java:1)
                                \t... 12 more
                                Caused by: java.io.IOException: disk
                                \tat a.B.d(B.java:2)
                                10:01 INFO on it goes
                                """))
                .containsExactly(
                        """
                        10:00 ERROR it failed
                        java.lang.IllegalStateException: no
                        \tat a.B.c(B.java:1)
                        \t... 12 more
                        Caused by: java.io.IOException: disk
                        \tat a.B.d(B.java:2)\
                        """,
                        "10:01 INFO on it goes");
    }

    @Test
    void pythonTracebacksAreOneWithTheLineThatTheyBelongTo() {
        var trace =
                """
                ERROR it failed
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                    f()
                ValueError: no

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "b.py", line 2, in f
                KeyError: 'x'\
                """;

        assertThat(JoinLines.ofText(trace + "\nINFO on it goes: well"))
                .containsExactly(trace, "INFO on it goes: well");
    }

    @Test
    void linesThatStandAloneStayAlone() {
        assertThat(JoinLines.ofText("a\n\nb\r\nError: c\nValueError: d\n"))
                .containsExactly("a", "b", "Error: c", "ValueError: d");
    }

    @Test
    void nothingWaitsLongerThanItMay() {
        assertThat(joining.add("a")).isEmpty();
        nanos.addAndGet(JoinLines.WAIT_MAX.toNanos() - 1);
        assertThat(joining.add("\tb")).isEmpty();
        assertThat(joining.due()).isEmpty();
        nanos.addAndGet(1);

        assertThat(joining.due()).containsExactly("a\n\tb");
        assertThat(joining.due()).isEmpty();
    }

    @Test
    void messageHasAnEnd() {
        joining.add("a");
        for (var i = 1; i < JoinLines.LINES_MAX; i++) {
            assertThat(joining.add("\tb")).isEmpty();
        }

        assertThat(joining.add("\tc")).hasSize(1);
        assertThat(joining.add("\t" + "d".repeat(JoinLines.CHARS_MAX))).containsExactly("\tc");
    }
}
