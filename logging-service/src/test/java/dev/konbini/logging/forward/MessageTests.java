package dev.konbini.logging.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.logging.listen.Room;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.springframework.util.unit.DataSize;

class MessageTests {

    private static final int SIZE_MAX = 16 * 1024 * 1024;

    private final Room.Share share = new Room(1024 * 1024).open();

    @Test
    void whatIsClaimedTakesNoRoomBeforeItComes() {
        assertThatThrownBy(() ->
                        read(packer -> {
                            packer.packArrayHeader(2).packString("tag");
                            packer.packBinaryHeader(SIZE_MAX - 5).addPayload(new byte[100]);
                        }))
                .isInstanceOf(Refused.class)
                .hasMessage("malformed-messagepack");
        assertThat(share.bytes()).isLessThan(1024);
    }

    @Test
    void whatIsMoreThanTheRoomIsNotHeld() {
        assertThatThrownBy(() -> read(packer -> packPacked(packer, new byte[SIZE_MAX / 16], false)))
                .isInstanceOf(HeldBytes.NoRoomException.class);
        assertThatThrownBy(() ->
                        read(packer -> {
                            packer.packArrayHeader(2).packString("tag").packArrayHeader(1_000_000);
                            packer.addPayload(new byte[1_000_000]);
                        }))
                .isInstanceOf(HeldBytes.NoRoomException.class);
    }

    @Test
    void closedMessageLeavesItsRoom() throws Exception {
        var message =
                read(packer -> packPacked(packer, ForwardClient.pack(p -> packEvent(p)), false));
        assertThat(share.bytes()).isPositive();

        message.close();

        assertThat(share.bytes()).isZero();
    }

    @Test
    void eventOfMillionsOfEmptyMapsIsCutAndTheNextIsWhole() throws Exception {
        var maps = new byte[3_000_000];
        Arrays.fill(maps, (byte) 0x80);
        var stream =
                ForwardClient.pack(packer -> {
                    packer.packArrayHeader(2).packLong(1).packMapHeader(2);
                    packer.packString("maps").packArrayHeader(maps.length).addPayload(maps);
                    packer.packString("after").packMapHeader(1).packString("a").packString("b");
                    packEvent(packer);
                });

        var events = events(read(packer -> packPacked(packer, ForwardClient.gzip(stream), true)));

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().whole()).isFalse();
        assertThat(events.getFirst().fields().path("maps").size())
                .isBetween(1, Unpacking.VALUES_MAX);
        assertThat(events.getLast().whole()).isTrue();
        assertThat(events.getLast().fields().path("log").asString()).isEqualTo("line");
    }

    @Test
    void longTextIsCutBetweenTwoCharacters() throws Exception {
        var stream =
                ForwardClient.pack(packer -> {
                    packer.packArrayHeader(2).packLong(1).packMapHeader(1);
                    packer.packString("text").packString("日".repeat(1_000_000));
                });

        var event =
                events(read(packer -> packPacked(packer, ForwardClient.gzip(stream), true)))
                        .getFirst();

        assertThat(event.whole()).isFalse();
        assertThat(event.fields().path("text").asString())
                .matches("日+")
                .hasSizeBetween(Unpacking.KEPT_MAX / 3 - 5, Unpacking.KEPT_MAX / 3);
    }

    @Test
    void streamOfSeveralGzipMembersIsReadToItsEndWhereverItIsInPieces() throws Exception {
        var member = ForwardClient.gzip(ForwardClient.pack(packer -> packEvent(packer)));
        var members = new ByteArrayOutputStream();
        for (var i = 0; i < 3000; i++) {
            members.write(member);
        }

        var events = events(read(packer -> packPacked(packer, members.toByteArray(), true)));

        assertThat(events).hasSize(3000);
    }

    @Test
    void strangerIsHeardNoFurtherThanAHandshakeIsLong() {
        var properties = properties();
        var ping =
                new Unpacking(
                        new ByteArrayInputStream(
                                pack(packer ->
                                        packer.packArrayHeader(6)
                                                .packString("PING")
                                                .packBinaryHeader(Handshake.PING_MAX))));

        assertThatThrownBy(() ->
                        new Handshake(properties, "key").tenant(ping, new ByteArrayOutputStream()))
                .isInstanceOf(Refused.class)
                .hasMessage("message-too-large");
    }

    private static ForwardProperties properties() {
        return new ForwardProperties(
                "127.0.0.1",
                0,
                null,
                null,
                "key",
                "tenant",
                List.of(),
                DataSize.ofMegabytes(16),
                1,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1));
    }

    private Message read(ForwardClient.Packing packing) throws IOException, Refused {
        var unpacking = new Unpacking(new ByteArrayInputStream(pack(packing)));
        return Unpacking.wellFormed(() -> Message.read(unpacking, share, SIZE_MAX));
    }

    private static List<Event> events(Message message) throws IOException, Refused {
        var events = new ArrayList<Event>();
        message.forEach(SIZE_MAX, events::add);
        return events;
    }

    private static byte[] pack(ForwardClient.Packing packing) {
        try {
            return ForwardClient.pack(packing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void packPacked(MessageBufferPacker packer, byte[] stream, boolean compressed)
            throws IOException {
        packer.packArrayHeader(3).packString("tag");
        packer.packBinaryHeader(stream.length).addPayload(stream);
        packer.packMapHeader(1).packString("compressed");
        packer.packString(compressed ? "gzip" : "text");
    }

    private static void packEvent(MessageBufferPacker packer) throws IOException {
        packer.packArrayHeader(2).packLong(1).packMapHeader(1);
        packer.packString("log").packString("line");
    }
}
