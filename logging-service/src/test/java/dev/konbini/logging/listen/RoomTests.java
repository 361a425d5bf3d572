package dev.konbini.logging.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTests {

    private final Room room = new Room(100);

    @Test
    void oneAloneHasHalfAndTwoThatTakeWhatTheyCanAThirdEach() {
        var first = room.open();
        var second = room.open();

        assertThat(first.grow(51)).isFalse();
        assertThat(first.grow(50)).isTrue();
        assertThat(first.grow(1)).isFalse();
        assertThat(second.grow(25)).isTrue();
        assertThat(second.grow(1)).isFalse();

        first.shrink(16);
        assertThat(second.grow(8)).isTrue();
        assertThat(first.bytes()).isEqualTo(34);
        assertThat(second.bytes()).isEqualTo(33);
        assertThat(first.grow(1)).isFalse();
    }

    @Test
    void whatIsNotGrantedChangesNothingAndLessIsAlwaysGranted() {
        var first = room.open();
        var second = room.open();
        assertThat(first.grow(50)).isTrue();
        assertThat(second.grow(25)).isTrue();

        assertThat(first.resize(60)).isFalse();

        assertThat(first.bytes()).isEqualTo(50);
        assertThat(first.resize(49)).isTrue();
    }

    @Test
    void closedShareLeavesItsRoomToOthersOnce() {
        var first = room.open();
        assertThat(first.grow(50)).isTrue();

        first.close();
        first.close();

        var second = room.open();
        assertThat(second.grow(50)).isTrue();
        assertThat(second.grow(1)).isFalse();
    }
}
