package dev.konbini.cli.sample;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/// A kind of product, as written in `kinds.txt`.
///
/// @param price in US dollars, of the variant whose factors are both 1
/// @param use one sentence
record ProductKind(
        Words name,
        List<String> category,
        String brand,
        BigDecimal price,
        List<Variant> materials,
        List<Variant> sizes,
        Words use) {

    private static final int FIELDS = 8;

    /// A material or a size.
    ///
    /// @param factor what it does to the price
    record Variant(Words name, BigDecimal factor) {

        /// Reads `English=日本語*factor`.
        static Variant parse(String text) {
            var parts = text.split("\\*", 2);
            return new Variant(Words.parse(parts[0]), new BigDecimal(parts[1].strip()));
        }
    }

    static List<ProductKind> load() {
        return SampleFile.lines("kinds.txt").map(ProductKind::parse).toList();
    }

    private static ProductKind parse(String line) {
        var fields = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (fields.length != FIELDS) {
            throw new IllegalStateException("Not a kind of product: " + line);
        }
        return new ProductKind(
                Words.parse(fields[0]),
                List.of(fields[1].split("/", -1)),
                fields[2],
                new BigDecimal(fields[3]),
                variants(fields[4]),
                variants(fields[5]),
                new Words(fields[6], fields[7]));
    }

    private static List<Variant> variants(String list) {
        return Arrays.stream(list.split(",", -1)).map(Variant::parse).toList();
    }
}
