package dev.konbini.logging.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainTests {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    private final Drain drain = new Drain();

    @Test
    void messagesThatDifferInAWordShareATemplate() {
        add("connected to database alpha", "connected to database beta", "disk is full");

        assertThat(drain.found())
                .extracting(Found::template, Found::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("connected to database <*>", 2L),
                        org.assertj.core.groups.Tuple.tuple("disk is full", 1L));
    }

    @Test
    void messagesWithAnotherNumberOfWordsAreApart() {
        add("a b c", "a b c d");

        assertThat(drain.found()).hasSize(2);
    }

    @Test
    void messagesThatAreLessThanHalfAlikeAreApart() {
        add("order x is late today", "order y was early yesterday");

        assertThat(drain.found()).hasSize(2);
    }

    @Test
    void firstWordThatIsAValueDoesNotScatterAGroup() {
        add("7 files deleted now", "12 files deleted now", "x99 files deleted now");

        assertThat(drain.found())
                .singleElement()
                .extracting(Found::template)
                .isEqualTo("<*> files deleted now");
    }

    @ParameterizedTest
    @CsvSource({
        "7, <*>",
        "12ms, <*>",
        "id=7, id=<*>",
        "10.0.0.1:8080, <*>",
        "/10.0.0.1, /<*>",
        "019ab0c2-8f00-7a10-9c3e-2f7a51d0c001, <*>",
        "0xdeadBEEF, <*>",
        "4bf92f3577b34da6a3ce929d0e0e4736, <*>",
        "blk_-1608999687919862906, blk_-<*>",
        "2026-11-22T10:00:00, <*>",
        "deadbeef, deadbeef",
        "http2, http2",
        "words, words",
    })
    void valuesAreMasked(String word, String masked) {
        assertThat(Masks.mask(word)).isEqualTo(masked);
    }

    @Test
    void groupKnowsItsFirstExampleAndWhenItWasSeen() {
        drain.add("disk 2 is full", TIME.plusSeconds(5));
        drain.add("disk 1 is full", TIME);
        drain.add("disk 3 is full", TIME.plusSeconds(9));

        assertThat(drain.found())
                .containsExactly(
                        new Found(
                                "disk <*> is full",
                                3,
                                "disk 2 is full",
                                TIME,
                                TIME.plusSeconds(9)));
    }

    @Test
    void memoryIsBoundedHoweverMessagesDiffer() {
        for (var i = 0; i < Drain.GROUPS_MAX + 10; i++) {
            var word = Long.toString(i, 36).replaceAll("[0-9]", "q") + "w".repeat(i % 190);
            drain.add(word + " " + word + "x " + "y ".repeat(i % 150) + i + "z" + word, TIME);
        }

        assertThat(drain.found().size()).isLessThanOrEqualTo(Drain.GROUPS_MAX);
        assertThat(drain.found().stream().mapToLong(Found::count).sum() + drain.ungrouped())
                .isEqualTo(Drain.GROUPS_MAX + 10);
    }

    @Test
    void longAndEmptyMessagesAreGroupedToo() {
        add("", " ", "w ".repeat(5000), "w ".repeat(5001));

        assertThat(drain.found()).hasSize(2);
    }

    private void add(String... messages) {
        for (var message : List.of(messages)) {
            drain.add(message, TIME);
        }
    }
}
