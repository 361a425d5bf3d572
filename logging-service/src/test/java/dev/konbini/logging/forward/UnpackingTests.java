package dev.konbini.logging.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.logging.listen.Room;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnpackingTests {

    private static final int SIZE_MAX = 4096;

    @Test
    void everyKindOfValueBecomesJson() throws Exception {
        var object =
                of(
                                packer -> {
                                    packer.packMapHeader(8);
                                    packer.packString("nil").packNil();
                                    packer.packString("bool").packBoolean(true);
                                    packer.packString("big")
                                            .packBigInteger(new BigInteger("18446744073709551615"));
                                    packer.packString("float").packDouble(Double.NaN);
                                    packer.packString("text")
                                            .packBinaryHeader(2)
                                            .addPayload("é".getBytes(UTF_8));
                                    packer.packString("bytes")
                                            .packBinaryHeader(1)
                                            .addPayload(new byte[] {-1});
                                    packer.packInt(7).packArrayHeader(1).packInt(8);
                                    packer.packString("time")
                                            .packExtensionTypeHeader((byte) 0, 8)
                                            .addPayload(new byte[] {0, 0, 0, 1, 0, 0, 0, 2});
                                })
                        .object();

        assertThat(object.toString())
                .isEqualTo(
                        "{\"nil\":null,\"bool\":true,\"big\":18446744073709551615,\"float\":\"NaN\","
                                + "\"text\":\"é\",\"bytes\":\"/w==\",\"7\":[8],"
                                + "\"time\":\"1970-01-01T00:00:01.000000002Z\"}");
    }

    @Test
    void timesOfAllKindsAreRead() throws Exception {
        assertThat(of(packer -> packer.packLong(7)).time()).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(of(packer -> packer.packLong(1_795_305_600_123L)).time())
                .isEqualTo(Instant.parse("2026-11-22T00:00:00.123Z"));
        assertThat(of(packer -> packer.packDouble(7.5)).time())
                .isEqualTo(Instant.ofEpochSecond(7, 500_000_000));
        assertThatThrownBy(() -> of(packer -> packer.packString("now")).time())
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> of(packer -> packer.packLong(-1)).time())
                .isInstanceOf(Refused.class);
    }

    @Test
    void depthAndSizeHaveAnEnd() {
        assertThatThrownBy(() ->
                        of(
                                        packer -> {
                                            for (var i = 0; i < 40; i++) {
                                                packer.packMapHeader(1).packString("a");
                                            }
                                            packer.packNil();
                                        })
                                .object())
                .isInstanceOf(Refused.class)
                .hasMessage("nested-too-deep");
        assertThatThrownBy(() -> of(packer -> packer.packRawStringHeader(SIZE_MAX + 1)).text())
                .isInstanceOf(Refused.class)
                .hasMessage("message-too-large");
    }

    @Test
    void randomBytesAreRefusedOrReadAndNothingElse() throws IOException {
        var random = new Random(3);
        var share = new Room(1 << 30).open();
        var read = 0;
        for (var i = 0; i < 50_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && i % 2 == 0) {
                bytes[0] = (byte) 0x92;
                bytes[1] = (byte) 0xa1;
            }
            try {
                var unpacking = new Unpacking(new ByteArrayInputStream(bytes));
                var message = Unpacking.wellFormed(() -> Message.read(unpacking, share, SIZE_MAX));
                Unpacking.wellFormed(() -> {
                    message.forEach(SIZE_MAX, event -> assertThat(event.fields()).isNotNull());
                    return true;
                });
                read++;
            } catch (Refused e) {
                assertThat(e.reason()).isNotBlank();
            }
        }
        assertThat(read).isBetween(1, 49_999);
    }

    private static Unpacking of(ForwardClient.Packing packing) throws IOException {
        var unpacking = new Unpacking(new ByteArrayInputStream(ForwardClient.pack(packing)));
        unpacking.begin(SIZE_MAX);
        return unpacking;
    }
}
