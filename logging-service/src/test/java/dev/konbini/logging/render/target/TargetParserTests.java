package dev.konbini.logging.render.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.konbini.logging.render.target.Expression.Call;
import dev.konbini.logging.render.target.Expression.Numeral;
import dev.konbini.logging.render.target.Expression.Path;
import dev.konbini.logging.render.target.Expression.Text;
import dev.konbini.logging.render.target.Expression.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetParserTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b.c",
                "web*.cpu-0.cpu-idle",
                "a.{b,c}.d",
                "a[0-9].b?",
                "true.x",
                "1min.load",
                "10.0.0.1.load",
                "none.a",
                "a:b.c%d",
                "x-1",
                "sum",
                "5minutes"
            })
    void pathIsTakenAsItIs(String path) {
        assertThat(TargetParser.parse(path)).isEqualTo(new Path(path, 0));
    }

    @Test
    void argumentsAreOfEveryKind() {
        var call =
                (Call) TargetParser.parse("f(a.b, -1.5e3, 7, 'it', \"that\", true, none, x=g(c))");

        assertThat(call.function()).isEqualTo("f");
        assertThat(call.arguments())
                .containsExactly(
                        new Path("a.b", 2),
                        new Numeral(-1500, false, 7),
                        new Numeral(7, true, 15),
                        new Text("it", 18),
                        new Text("that", 24),
                        new Truth(true, 32),
                        new Expression.Nothing(38));
        assertThat(call.named()).containsOnlyKeys("x");
    }

    @Test
    void pipedCallHasWhatIsBeforeItAsFirstArgument() {
        assertThat(TargetParser.parse("a.b | f(2) | g()"))
                .isInstanceOfSatisfying(
                        Call.class,
                        g -> {
                            assertThat(g.function()).isEqualTo("g");
                            assertThat(g.arguments().getFirst())
                                    .isInstanceOfSatisfying(
                                            Call.class,
                                            f ->
                                                    assertThat(f.arguments())
                                                            .containsExactly(
                                                                    new Path("a.b", 0),
                                                                    new Numeral(2, true, 8)));
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ''            ; 0  ; It ends where a path
                    f(            ; 2  ; It ends where a path
                    f(a           ; 3  ; the ) of f, which begins at 0
                    f(a))         ; 4  ; the end, or | and a function
                    f(a b)        ; 4  ; the ) of f
                    f(a,)         ; 4  ; Here is ")"
                    f(x=1,a)      ; 6  ; come after those without
                    f('a)         ; 2  ; no closing quote
                    a.{b,c        ; 0  ; unequal number
                    a|b           ; 3  ; ( after b
                    a|            ; 2  ; the name of a function
                    """)
    void faultIsSaidWithItsPlace(String target, int position, String detail) {
        var fault = catchThrowableOfType(InvalidTarget.class, () -> TargetParser.parse(target));

        assertThat(fault).isNotNull().hasMessageContaining(detail);
        assertThat(fault.position()).isEqualTo(position);
    }

    @Test
    void depthAndLengthHaveABound() {
        assertThat(
                        catchThrowableOfType(
                                InvalidTarget.class,
                                () -> TargetParser.parse("f(".repeat(100) + "a" + ")".repeat(100))))
                .hasMessageContaining("nested");
        assertThat(
                        catchThrowableOfType(
                                InvalidTarget.class, () -> TargetParser.parse("a".repeat(20_000))))
                .hasMessageContaining("characters");
    }
}
