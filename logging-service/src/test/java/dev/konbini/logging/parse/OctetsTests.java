package dev.konbini.logging.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OctetsTests {

    @Test
    void findsTheFirstWhereverItStands() {
        for (var length = 0; length < 40; length++) {
            for (var place = 0; place < length; place++) {
                var octets = new byte[length];
                octets[place] = '\n';
                octets[length - 1] = '\n';

                assertThat(Octets.indexOf((byte) '\n', octets, 0, length)).isEqualTo(place);
            }
        }
    }

    @Test
    void looksNeitherBeforeNorBehindWhereItIsToldTo() {
        var octets = new byte[30];
        octets[3] = 1;
        octets[20] = 1;

        assertThat(Octets.indexOf((byte) 1, octets, 4, 20)).isEqualTo(-1);
        assertThat(Octets.indexOf((byte) 1, octets, 4, 21)).isEqualTo(20);
        assertThat(Octets.indexOf((byte) 1, octets, 20, 20)).isEqualTo(-1);
    }

    @Test
    void isNotMisledByWhatStandsBesideIt() {
        var random = new Random(7);
        for (var run = 0; run < 2_000; run++) {
            var octets = new byte[random.nextInt(64)];
            random.nextBytes(octets);
            // Among others those that a carry between bytes could be taken for.
            var wanted = (byte) (run % 3 == 0 ? 0 : random.nextInt(256));

            assertThat(Octets.indexOf(wanted, octets, 0, octets.length))
                    .isEqualTo(firstOf(wanted, octets));
        }
    }

    private static int firstOf(byte wanted, byte[] octets) {
        for (var i = 0; i < octets.length; i++) {
            if (octets[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
