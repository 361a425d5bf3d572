package dev.konbini.servers.junit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A server that tests may need, with the system property that holds its address.
enum Needed {
    MONGODB("konbini.test.mongodb-uri"),
    KAFKA("konbini.test.kafka"),
    ELASTICSEARCH("konbini.test.elasticsearch");

    private final String property;

    Needed(String property) {
        this.property = property;
    }

    String property() {
        return property;
    }

    /// Whether nobody has named such a server yet.
    boolean missing() {
        return System.getProperty(property, "").isBlank();
    }

    /// Reads names separated by commas; all three where there is none.
    ///
    /// @throws IllegalArgumentException if a name is none of the three
    static Set<Needed> parse(String names) {
        if (names.isBlank()) {
            return EnumSet.allOf(Needed.class);
        }
        var needed = EnumSet.noneOf(Needed.class);
        Arrays.stream(names.split(",", -1))
                .map(name -> Needed.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .forEach(needed::add);
        return needed;
    }
}
