package dev.konbini.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTests {

    private final List<UUID> ids =
            Stream.generate(new CommerceApplication().ids())
                    .limit(20_000)
                    .map(UUID::fromString)
                    .toList();

    @Test
    void areOfVersion7() {
        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void neighboursOfAnIdAreNobodysId() {
        var neighbours =
                ids.stream()
                        .map(id ->
                                new UUID(
                                        id.getMostSignificantBits(),
                                        id.getLeastSignificantBits() + 1))
                        .toList();

        assertThat(ids).doesNotContainAnyElementsOf(neighbours);
    }
}
