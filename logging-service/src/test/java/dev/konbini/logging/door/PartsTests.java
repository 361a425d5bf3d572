package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.logging.door.TooMuch.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PartsTests {

    private final InFlight inFlight = Room.of(DataSize.ofMegabytes(16));

    @Test
    void asManyAsABodyMayHaveFitForOneThatIsAlone() {
        var parts = inFlight.open("a").parts();
        for (var i = 0; i < 1_000_000; i++) {
            parts.add(1);
        }

        assertRefused(Reason.PARTS, () -> parts.add(1));
    }

    @Test
    void partsThatTheBodyOutweighsCountAsNothingMore() {
        var share = inFlight.open("a");
        share.grow(8_000);

        share.parts().add(1_000);

        assertThat(share.held()).isEqualTo(8_000);
    }

    @Test
    void partsBeyondTheBodyCountInTheShareUntilItIsClosed() {
        try (var share = inFlight.open("a");
                var other = inFlight.open("b")) {
            share.grow(1_000);
            share.parts().add(900_000);
            other.parts().add(900_000);

            assertThat(share.held()).isEqualTo(7_200_000);
            assertRefused(Reason.TENANT, () -> inFlight.open("a").parts().add(300_000));
            assertRefused(Reason.REPLICA, () -> inFlight.open("c").parts().add(300_000));
        }

        inFlight.open("c").parts().add(300_000);
    }

    @Test
    void whatNeverFitsIsRefusedForGood() {
        var parts = Room.of(DataSize.ofBytes(1_600)).open("a").parts();
        parts.add(100);

        assertRefused(Reason.PARTS, () -> parts.add(1));
    }

    @Test
    void textThatIsWrittenOftenIsBounded() {
        var parts = inFlight.open("a").parts();
        parts.repeat(1_000, 8_192);
        parts.repeat(1_000_000, 1);

        assertRefused(Reason.PARTS, () -> parts.repeat(1_000_000, 100_000));
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TooMuch.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
