package dev.konbini.transaction.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeedTests {

    @Test
    void takesTheFirstLocationThatHasEnough() {
        var need = need(4, item("a", 3), item("b", 4), item("c", 9));

        assertThat(need.wishes()).containsExactly(new Need.Wish("b", 4));
        assertThat(need.isShort()).isFalse();
    }

    @Test
    void splitsOnlyWhereNoLocationHasEnough() {
        var need = need(6, item("a", 3), item("b", 0), item("c", 4));

        assertThat(need.wishes()).containsExactly(new Need.Wish("a", 3), new Need.Wish("c", 3));
    }

    @Test
    void isShortWhereAllTogetherHaveTooLittle() {
        assertThat(need(8, item("a", 3), item("c", 4)).isShort()).isTrue();
        assertThat(need(1).isShort()).isTrue();
    }

    @Test
    void countsWhatItHoldsAlready() {
        var need = need(5, holding("a", 3, 0), item("b", 9));

        assertThat(need.held()).containsExactly(new Allocation("r-a", "KB-1", "a", 3, 3));
        assertThat(need.wishes()).containsExactly(new Need.Wish("b", 2));
    }

    @Test
    void takesNothingFurtherWhenItHoldsAll() {
        var need = need(3, item("a", 9), holding("b", 3, 0));

        assertThat(need.held()).containsExactly(new Allocation("r-b", "KB-1", "b", 3, 3));
        assertThat(need.wishes()).isEmpty();
        assertThat(need.isShort()).isFalse();
    }

    @Test
    void takesPartOfWhatIsHeldTwice() {
        var need = need(5, holding("a", 3, 0), holding("b", 5, 0));

        assertThat(need.held())
                .containsExactly(
                        new Allocation("r-a", "KB-1", "a", 3, 3),
                        new Allocation("r-b", "KB-1", "b", 2, 5));
    }

    @Test
    void doesNotTouchWhatOthersHold() {
        var others = item("a", 1, new Reservation("r1", "o2/1", 5, Instant.EPOCH));

        assertThat(need(2, others).isShort()).isTrue();
    }

    private static Need need(int quantity, StockItem... items) {
        return Need.of("o1/1", "KB-1", quantity, List.of(items));
    }

    private static StockItem holding(String location, int held, int available) {
        return item(
                location, available, new Reservation("r-" + location, "o1/1", held, Instant.EPOCH));
    }

    private static StockItem item(String location, int available, Reservation... reservations) {
        var reserved = Stream.of(reservations).mapToInt(Reservation::quantity).sum();
        return new StockItem(
                "KB-1",
                location,
                available + reserved,
                reserved,
                available,
                1,
                List.of(reservations));
    }
}
