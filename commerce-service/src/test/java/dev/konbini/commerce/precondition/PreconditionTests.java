package dev.konbini.commerce.precondition;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "-, -, -, true",
                "-, -, 7, true",
                "*, -, -, false",
                "*, -, 7, true",
                "\"7-0123abcd\", -, 7, true",
                "\"7\", -, 7, true",
                "'\"6\", \"7-0123abcd\"', -, 7, true",
                "\"6-0123abcd\", -, 7, false",
                "\"7\", -, -, false",
                "W/\"7\", -, 7, false",
                "7, -, 7, false",
                "-, *, -, true",
                "-, *, 7, false",
                "*, *, 7, true"
            })
    void permitsWhatTheHeadersSay(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable Long version,
            boolean permitted) {
        assertThat(Precondition.of(ifMatch, ifNoneMatch).permits(version)).isEqualTo(permitted);
    }

    @Test
    void tagIsReadBackAndTellsAnswersApart() {
        var tag = EntityTag.of(7, new Answer("pen"));

        assertThat(Precondition.of(tag, null).permits(7L)).isTrue();
        assertThat(Precondition.of(tag, null).permits(8L)).isFalse();
        assertThat(tag).isNotEqualTo(EntityTag.of(7, new Answer("ペン")));
    }

    record Answer(String name) {}
}
