package dev.konbini.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldBytesTests {

    private static final int HOLD_MAX = 100_000;

    private final HeldBytes room = new HeldBytes(2 * HOLD_MAX);

    @ParameterizedTest
    @ValueSource(ints = {1, 16_383, 16_384, 16_385, 99_999, HOLD_MAX})
    void holdsWhatIsNoLargerThanItMayBe(int size) throws IOException {
        var sent = bytes(size);

        try (var said = room.read(new ByteArrayInputStream(sent), size, HOLD_MAX);
                var unsaid = room.read(new ByteArrayInputStream(sent), -1, HOLD_MAX)) {
            for (var body : new Body[] {said, unsaid}) {
                assertThat(body.repeats()).isTrue();
                var held = (Body.Held) body;
                assertThat(held.length()).isEqualTo(size);
                assertThat(held.content().readAllBytes()).isEqualTo(sent);
                assertThat(held.content().readAllBytes()).as("again").isEqualTo(sent);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {HOLD_MAX + 1, -1})
    void passesOnWhatIsLarger(long length) throws IOException {
        var sent = bytes(HOLD_MAX + 1);

        try (var body = room.read(new ByteArrayInputStream(sent), length, HOLD_MAX)) {
            assertThat(body.repeats()).isFalse();
            assertThat(((Body.Passing) body).content().readAllBytes()).isEqualTo(sent);
            assertThat(body.isBrokenOff()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void nothingIsNothing(long length) throws IOException {
        assertThat(room.read(InputStream.nullInputStream(), length, HOLD_MAX))
                .isEqualTo(new Body.None());
    }

    @Test
    void passesOnWhatFindsNoRoomUntilThereIsSome() throws IOException {
        var sent = bytes(HOLD_MAX);
        var one = room.read(new ByteArrayInputStream(sent), HOLD_MAX, HOLD_MAX);
        var two = room.read(new ByteArrayInputStream(sent), HOLD_MAX, HOLD_MAX);

        var three = room.read(new ByteArrayInputStream(sent), HOLD_MAX, HOLD_MAX);
        var small = room.read(new ByteArrayInputStream(bytes(5)), 5, HOLD_MAX);

        assertThat(one.repeats()).isTrue();
        assertThat(two.repeats()).isTrue();
        assertThat(three.repeats()).isFalse();
        assertThat(((Body.Passing) three).content().readAllBytes()).isEqualTo(sent);
        assertThat(small.repeats()).isTrue();

        one.close();
        three.close();
        assertThat(room.read(new ByteArrayInputStream(sent), HOLD_MAX, HOLD_MAX).repeats())
                .isTrue();
    }

    @Test
    void whatIsBrokenOffTakesNoRoom() throws IOException {
        for (var i = 0; i < 10; i++) {
            assertThatIOException().isThrownBy(() -> room.read(broken(50_000), HOLD_MAX, HOLD_MAX));
        }

        assertThat(room.read(new ByteArrayInputStream(bytes(HOLD_MAX)), -1, HOLD_MAX).repeats())
                .isTrue();
    }

    @Test
    void saysThatItsClientBrokeOff() throws IOException {
        try (var body = room.read(broken(50_000), HOLD_MAX + 1, HOLD_MAX)) {
            assertThatIOException()
                    .isThrownBy(() -> ((Body.Passing) body).content().readAllBytes());

            assertThat(body.isBrokenOff()).isTrue();
        }
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /// So many bytes, and then an exception.
    private static InputStream broken(int size) {
        return new SequenceInputStream(
                new ByteArrayInputStream(bytes(size)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("The client has gone");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return read();
                    }
                });
    }
}
