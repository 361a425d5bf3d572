package dev.konbini.commerce.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTests {

    @ParameterizedTest
    @CsvSource({
        "Brass Pencils, brass pencil",
        "Batteries, battery",
        "Glasses, glasse",
        "glasse, glasse",
        "Canvas bus boss, canva bus boss",
        "Café Crème, cafe creme",
        "The men's pen, the men pen",
        "KB-0001, kb 0001",
        "ＦＵＬＬ　ｗｉｄｔｈ, full width"
    })
    void englishLosesCaseAccentsAndPlural(String text, String words) {
        assertThat(SearchText.of(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "boxes, boxe|box",
        "box, box|boxe",
        "Lunch-Boxes, lunch boxe|lunch box",
        "glasses, glasse|glass",
        "brush, brush|brushe",
        "lenses, lense|len",
        "bus, bus|buse",
        "pens, pen",
        "cases, case",
        "toes, toe",
        "to, to",
        "pen, pen",
        "弁当箱, 弁 当 箱"
    })
    void bothNumbersAreAskedForWhereThePluralHasEs(String text, String forms) {
        assertThat(String.join("|", SearchText.forms(text))).isEqualTo(forms);
    }

    @ParameterizedTest
    @CsvSource({
        "ボールペン, ボ ー ル ペ ン",
        "ﾎﾞｰﾙﾍﾟﾝ, ボ ー ル ペ ン",
        "黒の万年筆, 黒 の 万 年 筆",
        "がぎぐ, が ぎ ぐ",
        "A5ノート, a5 ノ ー ト",
        "人々, 人 々"
    })
    void japaneseIsPartedIntoCharacters(String text, String words) {
        assertThat(SearchText.of(text)).isEqualTo(words);
    }

    @Test
    void queryIsPartedAtBlanksOfEitherWidth() {
        assertThat(SearchText.phrases("黒　ペン kb-0001 ! pens"))
                .extracting(phrase -> phrase.forms().getFirst())
                .containsExactly("黒", "ペ ン", "kb 0001", "pen");
    }
}
