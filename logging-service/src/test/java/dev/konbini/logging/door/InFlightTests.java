package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.door.InFlight.Growth;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class InFlightTests {

    private final InFlight inFlight =
            new InFlight(
                    new DoorProperties(
                            DataSize.ofBytes(10),
                            10,
                            DataSize.ofBytes(100),
                            DataSize.ofBytes(10),
                            Duration.ofSeconds(1)));

    @Test
    void oneThatFloodsGetsHalf() {
        assertThat(flood("a", 10)).isEqualTo(50);
    }

    @Test
    void thereIsRoomForOneThatComesNew() {
        flood("a", 10);

        assertThat(flood("b", 10)).isEqualTo(30);
        assertThat(inFlight.open("c").grow(10)).isEqualTo(Growth.GRANTED);
    }

    @Test
    void whoHasNothingOnTheWayIsNotBlamed() {
        flood("a", 10);
        flood("b", 10);
        flood("c", 10);

        assertThat(inFlight.open("d").grow(50)).isEqualTo(Growth.FULL);
        assertThat(inFlight.open("a").grow(50)).isEqualTo(Growth.TOO_MUCH);
    }

    @Test
    void whatIsClosedIsGivenBackOnce() {
        var share = inFlight.open("a");
        assertThat(share.grow(50)).isEqualTo(Growth.GRANTED);
        assertThat(inFlight.open("b").grow(51)).isEqualTo(Growth.FULL);

        share.close();
        share.close();

        assertThat(flood("b", 1)).isEqualTo(50);
    }

    @Test
    void aloneWhoIsLargerThanAllGoesThrough() {
        assertThat(inFlight.open("a").grow(1000)).isEqualTo(Growth.GRANTED);
        assertThat(inFlight.open("b").grow(1)).isEqualTo(Growth.FULL);
    }

    /// How much the tenant gets if it takes `each` again and again.
    private long flood(String tenant, long each) {
        long granted = 0;
        while (inFlight.open(tenant).grow(each) == Growth.GRANTED) {
            granted += each;
        }
        return granted;
    }
}
