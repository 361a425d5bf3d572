package dev.konbini.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SampleCatalogueTests {

    private static final Pattern JAPANESE =
            Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

    @Test
    void isLargeAndTheSameEachTime() {
        var products = SampleCatalogue.products();

        assertThat(products).hasSizeGreaterThanOrEqualTo(1_200);
        assertThat(SampleCatalogue.products()).isEqualTo(products);
        assertThat(products.getFirst().sku()).isEqualTo("KB-0001");
    }

    @Test
    void skusAndNamesAreUniqueInBothLanguages() {
        var products = SampleCatalogue.products();

        assertThat(products).extracting(SampleProduct::sku).doesNotHaveDuplicates();
        assertThat(products).extracting(product -> product.name().en()).doesNotHaveDuplicates();
        assertThat(products).extracting(product -> product.name().ja()).doesNotHaveDuplicates();
    }

    @Test
    void everyProductSpeaksEnglishAndJapanese() {
        assertThat(SampleCatalogue.products())
                .allSatisfy(product -> {
                    assertThat(product.name().ja()).containsPattern(JAPANESE);
                    assertThat(product.description().ja()).containsPattern(JAPANESE).endsWith("。");
                    assertThat(product.name().en()).doesNotContainPattern(JAPANESE);
                    assertThat(product.description().en())
                            .doesNotContainPattern(JAPANESE)
                            .endsWith(".");
                });
    }

    @Test
    void everyProductHasAPriceAndIsKeptSomewhere() {
        assertThat(SampleCatalogue.products())
                .allSatisfy(product -> {
                    assertThat(product.price()).isPositive();
                    assertThat(product.price().scale()).isEqualTo(2);
                    assertThat(product.stock().keySet())
                            .isNotEmpty()
                            .isSubsetOf(SampleCatalogue.LOCATIONS);
                    assertThat(product.stock().values()).allMatch(onHand -> onHand >= 0);
                });
    }

    @Test
    void firstProductIsInStockAtEveryLocation() {
        var stock = SampleCatalogue.products().getFirst().stock();

        assertThat(stock.keySet()).containsExactlyElementsOf(SampleCatalogue.LOCATIONS);
        assertThat(stock.values()).allMatch(onHand -> onHand > 0);
    }

    @Test
    void someStockIsOut() {
        assertThat(SampleCatalogue.products())
                .flatExtracting(product -> product.stock().values())
                .contains(0);
    }

    @Test
    void readsAsPeopleWouldWriteIt() {
        var first = SampleCatalogue.products().getFirst();

        assertThat(first.name())
                .isEqualTo(new Words("Black resin ballpoint pen, 0.38 mm", "樹脂 ボールペン（黒・0.38 mm）"));
        assertThat(first.description().ja())
                .isEqualTo("書き出しからなめらかで、手でこすってもにじみにくいペンです。素材は樹脂、色は黒、サイズは0.38 mmです。");
    }
}
