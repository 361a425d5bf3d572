package dev.konbini.logging.staging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PlaceTests {

    @Test
    void placeIsReadAsItIsWritten() {
        var place = new Place("konbini-a.logs", 3, 17);

        assertThat(place.text()).isEqualTo("konbini-a.logs-3-17");
        assertThat(Place.parse(place.text())).contains(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "logs", "logs-3", "logs--1-2x", "-3-17", "logs-3-9999999999999999999"})
    void otherTextIsNone(String text) {
        assertThat(Place.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"konbini":{"id":"l-3-17"}}                   | l-3-17
                    {"konbini":{"id":"till-1","place":"3-17"}}    | l-3-17
                    {"konbini":{"id":"l-0-1","place":"3-17"}}     | l-3-17
                    {"konbini":{"id":"till-1-1"}}                 | none
                    {"konbini":{"id":"till-1","place":"x"}}       | none
                    {}                                            | none
                    """)
    void documentSaysWhereItsLineIs(String source, String place) {
        assertThat(
                        Place.of("l", JsonMapper.shared().readTree(source))
                                .map(Place::text)
                                .orElse("none"))
                .isEqualTo(place);
    }
}
