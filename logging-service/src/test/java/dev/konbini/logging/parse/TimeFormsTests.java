package dev.konbini.logging.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormsTests {

    private static final Instant NEAR = Instant.parse("2026-11-25T20:00:00Z");

    private final TimeForms forms = new TimeForms(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-11-25T19:00:00Z                | 2026-11-25T19:00:00Z
                    2026-11-25T19:00Z                   | 2026-11-25T19:00:00Z
                    2026-11-25T19:00:00.123456789+09:00 | 2026-11-25T10:00:00.123456789Z
                    2026-11-25T19:00:00.123456789123Z   | 2026-11-25T19:00:00.123456789Z
                    2026-11-25 19:00:00.5 -0700         | 2026-11-26T02:00:00.500Z
                    2026-11-25 19:00:00+01              | 2026-11-25T18:00:00Z
                    2026-11-25 19:00:00 UTC             | 2026-11-25T19:00:00Z
                    2026/11/25 19:00:00                 | 2026-11-25T19:00:00Z
                    2015-10-18 18:01:47,978             | 2015-10-18T18:01:47.978Z
                    2016-12-31T23:59:60Z                | 2016-12-31T23:59:59Z
                    20151018T180147Z                    | 2015-10-18T18:01:47Z
                    20171223-22:15:29:606               | 2017-12-23T22:15:29.606Z
                    10/Oct/2000:13:55:36 -0700          | 2000-10-10T20:55:36Z
                    Sun Dec 04 04:47:44 2005            | 2005-12-04T04:47:44Z
                    Fri Sep 09 10:42:29.902022 2011     | 2011-09-09T10:42:29.902022Z
                    Wed, 25 Nov 2026 19:00:00 GMT       | 2026-11-25T19:00:00Z
                    25-Nov-2026 19:00:00.123            | 2026-11-25T19:00:00.123Z
                    25.11.2026 19:00:00                 | 2026-11-25T19:00:00Z
                    Nov 25, 2026 7:00:00 PM             | 2026-11-25T19:00:00Z
                    081109 203518                       | 2008-11-09T20:35:18Z
                    17/06/09 20:10:40                   | 2017-06-09T20:10:40Z
                    03-17 16:13:38.811                  | 2026-03-17T16:13:38.811Z
                    Jul  3 23:16:09                     | 2026-07-03T23:16:09Z
                    Nov 26 19:59:59                     | 2026-11-26T19:59:59Z
                    Nov 26 20:00:01                     | 2025-11-26T20:00:01Z
                    """)
    void formIsRead(String text, Instant time) {
        assertThat(forms.whole(text, NEAR)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "Dec 31 23:59:59, 2027-01-01T00:00:10Z, 2026-12-31T23:59:59Z",
        "Jan  1 00:00:05, 2026-12-31T23:59:50Z, 2027-01-01T00:00:05Z",
        "Feb 29 12:00:00, 2028-03-01T00:00:00Z, 2028-02-29T12:00:00Z",
    })
    void yearIsTheOneNearestToTheArrival(String text, Instant arrival, Instant time) {
        assertThat(forms.whole(text, arrival)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "23:59:50, 2026-11-25T00:00:10Z, 2026-11-24T23:59:50Z",
        "09:00:00, 2026-11-25T10:00:00Z, 2026-11-25T09:00:00Z",
    })
    void dayIsTheOneNearestToTheArrival(String text, Instant arrival, Instant time) {
        var found = Objects.requireNonNull(forms.at(text, 0, arrival));

        assertThat(found.time()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-11-25",
                "2026-13-25T19:00:00Z",
                "2026-11-31T19:00:00Z",
                "2026-11-25T24:00:01Z",
                "1969-12-31T23:59:59Z",
                "9999-01-01T00:00:00Z",
                "Xxx 25 19:00:00",
                "Feb 30 19:00:00",
                "19:00:00",
                "2026-11-25T19:00:00Z and more",
                "2026-11-25T19:00:00+99:00",
            })
    void whatIsNoTimeIsNotRead(String text) {
        assertThat(forms.whole(text, NEAR)).isNull();
    }
}
