package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

class ExportPlacesTests {

    private static final Scope MINE = new Scope("mine");
    private static final Scope ALL = new Scope(null);

    private final ExportPlaces places = new ExportPlaces(new ExportProperties(3, 2));

    @Test
    void tenantHasAShareAndLeavesTheRestToOthers() {
        var first = places.take(MINE);
        places.take(MINE);

        assertRefused(MINE);
        places.take(ALL);
        assertRefused(new Scope("yours"));

        first.close();
        assertThat(places.take(new Scope("yours"))).isNotNull();
        assertRefused(MINE);
    }

    private void assertRefused(Scope scope) {
        assertThatThrownBy(() -> places.take(scope)).isInstanceOf(ProblemException.class);
    }
}
