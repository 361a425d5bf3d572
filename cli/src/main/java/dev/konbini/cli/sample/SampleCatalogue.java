package dev.konbini.cli.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A shop's worth of products, the same ones each time: every kind in every material and size and
/// in four colours, with stock at some of four locations.
public final class SampleCatalogue {

    /// Where the stock is.
    public static final List<String> LOCATIONS = List.of("osaka", "rotterdam", "san-jose", "tokyo");

    private static final int COLOURS_PER_KIND = 4;
    private static final int STOCK_MAX = 240;

    private SampleCatalogue() {}

    /// All products, by SKU: `KB-0001`, `KB-0002`, ….
    public static List<SampleProduct> products() {
        var products = new ArrayList<SampleProduct>();
        var colours = Palette.load();
        int kindNumber = 0;
        for (var kind : ProductKind.load()) {
            for (var material : kind.materials()) {
                for (int i = 0; i < COLOURS_PER_KIND; i++) {
                    // Steps through the palette so that neighbouring kinds differ in their colours.
                    var colour = colours.get((kindNumber * 5 + i * 3) % colours.size());
                    for (var size : kind.sizes()) {
                        products.add(product(products.size() + 1, kind, material, colour, size));
                    }
                }
            }
            kindNumber++;
        }
        return List.copyOf(products);
    }

    private static SampleProduct product(
            int number,
            ProductKind kind,
            ProductKind.Variant material,
            Words colour,
            ProductKind.Variant size) {
        var english =
                "%s %s %s, %s"
                        .formatted(
                                capitalised(colour.en()),
                                material.name().en(),
                                uncapitalised(kind.name().en()),
                                size.name().en());
        var japanese =
                "%s %s（%s・%s）"
                        .formatted(
                                material.name().ja(),
                                kind.name().ja(),
                                colour.ja(),
                                size.name().ja());
        var description =
                new Words(
                        "%s Made of %s, in %s. Size: %s."
                                .formatted(
                                        kind.use().en(),
                                        material.name().en(),
                                        colour.en(),
                                        size.name().en()),
                        "%s素材は%s、色は%s、サイズは%sです。"
                                .formatted(
                                        kind.use().ja(),
                                        material.name().ja(),
                                        colour.ja(),
                                        size.name().ja()));
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("colour", colour.en());
        attributes.put("material", material.name().en());
        attributes.put("size", size.name().en());
        return new SampleProduct(
                "KB-%04d".formatted(number),
                new Words(english, japanese),
                description,
                kind.category(),
                kind.brand(),
                price(kind, material, size),
                attributes,
                stock(number));
    }

    /// Prices end in 0 or 5 cents.
    private static BigDecimal price(
            ProductKind kind, ProductKind.Variant material, ProductKind.Variant size) {
        var step = new BigDecimal("0.05");
        return kind.price()
                .multiply(material.factor())
                .multiply(size.factor())
                .divide(step, 0, RoundingMode.HALF_UP)
                .multiply(step)
                .setScale(2, RoundingMode.UNNECESSARY);
    }

    /// Every tenth product is in stock everywhere. The others are kept at about half of the
    /// locations, and about one in eight is out of stock where it is kept.
    private static Map<String, Integer> stock(int number) {
        var random = new SplittableRandom(number);
        var stock = new LinkedHashMap<String, Integer>();
        var everywhere = number % 10 == 1;
        var certain = LOCATIONS.get(random.nextInt(LOCATIONS.size()));
        for (var location : LOCATIONS) {
            if (everywhere || location.equals(certain) || random.nextInt(3) == 0) {
                var out = !everywhere && random.nextInt(8) == 0;
                stock.put(location, out ? 0 : random.nextInt(1, STOCK_MAX + 1));
            }
        }
        return stock;
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String uncapitalised(String words) {
        return words.startsWith("T-")
                ? words
                : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
