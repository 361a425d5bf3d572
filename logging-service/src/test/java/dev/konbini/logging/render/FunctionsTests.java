package dev.konbini.logging.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.konbini.logging.render.target.InvalidTarget;
import dev.konbini.logging.render.target.TargetParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTests {

    private final Evaluation evaluation =
            new Evaluation(
                    (path, from, until) ->
                            List.of(
                                    Series.of(path.pattern(), 10, 30, 10, new double[] {1, 2}),
                                    Series.of(
                                            path.pattern() + "2", 10, 30, 10, new double[] {3, 4})),
                    0,
                    20,
                    ZoneOffset.UTC,
                    Instant.EPOCH,
                    new Effort(1_000_000));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    sumSerie(a)               ; 0  ; Close are sumSeries
                    alias(averageSeris(a),'x'); 6  ; averageSeries
                    scale(a)                  ; 0  ; scale needs factor: scale(seriesList, factor)
                    scale(a,1,2)              ; 10 ; takes fewer arguments
                    scale(a,faktor=2)         ; 15 ; knows no faktor
                    scale(a,'x')              ; 8  ; factor of scale is a number
                    scale(2,2)                ; 6  ; a path or a function is expected
                    alias(a,3)                ; 8  ; a text in quotes
                    movingAverage(a,'7')      ; 16 ; a length of time
                    movingAverage(a,0)        ; 16 ; more than 0
                    summarize(a,'1min','mode'); 19 ; one of average
                    summarize(a,'0s')         ; 12 ; more than 0
                    divideSeries(a,b)         ; 15 ; exactly one series, not 2
                    groupByNode(a,0,'nope')   ; 16 ; one of average
                    consolidateBy(a,'mode')   ; 16 ; one of average
                    grep(a,'(')               ; 7  ; a regular expression
                    percentileOfSeries(a,0)   ; 21 ; more than 0
                    limit(a,1.5)              ; 8  ; a whole number
                    sortByName(a,'perhaps')   ; 13 ; true or false
                    aliasSub(a,'a','\\3')     ; 15 ; only groups that search has
                    aggregate(a,'mode')       ; 12 ; one of average
                    movingWindow(a,3,'mode')  ; 17 ; one of average
                    filterSeries(a,'max','~',1); 21 ; one of = !=
                    log(a,1)                  ; 6  ; more than 0, and not 1
                    cactiStyle(a,'imperial')  ; 13 ; si or binary
                    linearRegression(a,'soon'); 19 ; a time, such as
                    """)
    void faultyCallIsRefusedWithWhatToChange(String target, int position, String detail) {
        var fault =
                catchThrowableOfType(
                        InvalidTarget.class, () -> evaluation.series(TargetParser.parse(target)));

        assertThat(fault).isNotNull().hasMessageContaining(detail);
        assertThat(fault.position()).isEqualTo(position);
    }

    @Test
    void functionsThatLookAtTheirArgumentTwiceEachMayNotDoSoWithoutEnd() {
        var target = "movingAverage(".repeat(40) + "a" + ",3)".repeat(40);

        assertThatThrownBy(() -> evaluation.series(TargetParser.parse(target)))
                .isInstanceOf(TooManyPoints.class);
    }
}
