package dev.konbini.logging.syslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTests {

    private static final int SIZE_MAX = 16;

    private final List<String> messages = new ArrayList<>();
    private final Frames frames = new Frames(SIZE_MAX);

    @Test
    void countedMessagesAreCutByTheirLengthHoweverTheirBytesArrive() throws Refused {
        for (var octet : "5 <1>a\n6 <1>日3 x y".getBytes(UTF_8)) {
            frames.feed(new byte[] {octet}, 1, messages::add);
        }

        assertThat(messages).containsExactly("<1>a", "<1>日", "x y");
    }

    @Test
    void linesEndWithALineFeedOrAZeroByteAndAreNotCounted() throws Refused {
        feed("<1>a\r\n<1>b\0\n12 apples\n<1>c");
        frames.end(messages::add);

        assertThat(messages).containsExactly("<1>a", "<1>b", "12 apples", "<1>c");
    }

    @Test
    void messageLongerThanTheMostComesInParts() throws Refused {
        feed("<" + "x".repeat(SIZE_MAX) + "y\n");
        var counted = new Frames(SIZE_MAX);
        var bytes = ("18 " + "z".repeat(18) + "1 e").getBytes(UTF_8);
        counted.feed(bytes, bytes.length, messages::add);

        assertThat(messages)
                .containsExactly(
                        "<" + "x".repeat(SIZE_MAX - 1), "xy", "z".repeat(SIZE_MAX), "zz", "e");
    }

    @Test
    void bytesThatAreNoUtf8AreLatin1() throws Refused {
        var bytes = "<1>é\n".getBytes(ISO_8859_1);
        frames.feed(bytes, bytes.length, messages::add);

        assertThat(messages).containsExactly("<1>é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12x", "0 a", "9999999999 a", "1 a<1>b"})
    void lengthThatIsNoneIsRefused(String bytes) {
        assertThatThrownBy(() -> feed(bytes)).isInstanceOf(Refused.class);
    }

    private void feed(String text) throws Refused {
        var bytes = text.getBytes(UTF_8);
        frames.feed(bytes, bytes.length, messages::add);
    }
}
