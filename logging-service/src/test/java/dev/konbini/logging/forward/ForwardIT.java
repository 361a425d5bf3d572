package dev.konbini.logging.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ForwardIT extends LoggingIT {

    private static final long TIME = 1_795_305_600;

    @Autowired ForwardListener listener;

    private final String mark = UUID.randomUUID().toString();

    @Test
    void eventsOfEveryModeAreKept() throws IOException {
        try (var client = signedIn()) {
            client.send(packer -> {
                packer.packArrayHeader(3).packString("app.web").packLong(TIME);
                packRecord(packer, "message");
            });
            client.send(packer -> {
                packer.packArrayHeader(2).packString("app.web").packArrayHeader(2);
                packEntry(packer, "forward 1");
                packEntry(packer, "forward 2");
            });
            var stream =
                    ForwardClient.pack(packer -> {
                        packEntry(packer, "packed 1");
                        packEntry(packer, "packed 2");
                    });
            sendPacked(client, stream, "a" + mark, false);
            var zipped =
                    ForwardClient.gzip(
                            ForwardClient.pack(packer -> packEntry(packer, "compressed")));
            sendPacked(client, zipped, "b" + mark, true);

            assertThat(client.acknowledged()).isEqualTo("a" + mark);
            assertThat(client.acknowledged()).isEqualTo("b" + mark);
        }

        var lines = lines(6);
        assertThat(lines)
                .extracting(line -> line.path("message").asString())
                .containsExactlyInAnyOrder(
                        "message", "forward 1", "forward 2", "packed 1", "packed 2", "compressed");
        assertThat(lines)
                .allSatisfy(line -> {
                    assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
                    assertThat(line.path("event").path("dataset").asString()).isEqualTo("app.web");
                    assertThat(line.path("@timestamp").asString())
                            .startsWith("2026-11-22T00:00:00");
                });
    }

    @Test
    void chunkThatIsSentAgainIsKeptOnceAndAcknowledgedTwice() throws IOException {
        var stream =
                ForwardClient.pack(packer -> {
                    for (var i = 0; i < 2500; i++) {
                        packEntry(packer, "line " + i);
                    }
                });

        for (var i = 0; i < 2; i++) {
            try (var client = signedIn()) {
                sendPacked(client, stream, mark, false);
                assertThat(client.acknowledged()).isEqualTo(mark);
            }
        }
        try (var client = signedIn()) {
            sendPacked(client, ForwardClient.pack(p -> packEntry(p, "last")), "c" + mark, false);
            client.acknowledged();
        }

        await().until(() ->
                lines().stream().anyMatch(line -> line.path("message").asString().equals("last")));
        lines(2501);
    }

    @Test
    void senderThatDoesNotKnowTheKeyOrThePasswordIsToldAndDisconnected() throws IOException {
        try (var client = new ForwardClient(listener.port())) {
            assertThat(client.signIn("wrong", "shipper", "secret")).isFalse();
            assertThat(client.isClosed()).isTrue();
        }
        try (var client = new ForwardClient(listener.port())) {
            assertThat(client.signIn("shared", "shipper", "wrong")).isFalse();
            assertThat(client.isClosed()).isTrue();
        }
        try (var client = new ForwardClient(listener.port())) {
            assertThat(client.signIn("shared", "nobody", "secret")).isFalse();
        }
    }

    @Test
    void whatIsNoMessageEndsTheConnectionAndIsNotAcknowledged() throws IOException {
        for (var bytes :
                List.of(
                        ForwardClient.pack(p -> p.packString("hello")),
                        ForwardClient.pack(p -> p.packArrayHeader(2).packString("t").packNil()),
                        // A text of 2 GB, it says.
                        new byte[] {(byte) 0x92, (byte) 0xdb, 0x7f, (byte) 0xff, 0, 0},
                        new byte[] {(byte) 0xc1})) {
            try (var client = signedIn()) {
                client.send(packer -> packer.addPayload(bytes));
                assertThat(client.isClosed()).isTrue();
            }
        }
        try (var client = signedIn()) {
            sendPacked(client, new byte[] {1, 2, 3}, mark, true);
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(lines()).isEmpty();
    }

    private ForwardClient signedIn() throws IOException {
        var client = new ForwardClient(listener.port());
        assertThat(client.signIn("shared", "shipper", "secret")).isTrue();
        return client;
    }

    private static void sendPacked(
            ForwardClient client, byte[] stream, String chunk, boolean compressed)
            throws IOException {
        client.send(packer -> {
            packer.packArrayHeader(3).packString("app.web");
            packer.packBinaryHeader(stream.length).addPayload(stream);
            packer.packMapHeader(compressed ? 2 : 1).packString("chunk").packString(chunk);
            if (compressed) {
                packer.packString("compressed").packString("gzip");
            }
        });
    }

    private void packEntry(MessageBufferPacker packer, String message) throws IOException {
        var time = ByteBuffer.allocate(8).putInt((int) TIME).putInt(5).array();
        packer.packArrayHeader(2).packExtensionTypeHeader((byte) 0, 8).addPayload(time);
        packRecord(packer, message);
    }

    private void packRecord(MessageBufferPacker packer, String message) throws IOException {
        packer.packMapHeader(3)
                .packString("log")
                .packString(message)
                .packString("level")
                .packString("warning")
                .packString("mark")
                .packString(mark);
    }

    private List<JsonNode> lines() {
        return SUITE.documents("logs-forwarded-*").stream()
                .map(hit -> hit.path("_source"))
                .filter(line -> line.path("mark").asString("").equals(mark))
                .toList();
    }

    private List<JsonNode> lines(int count) {
        await().until(() -> lines().size() >= count);
        assertThat(lines()).hasSize(count);
        return lines();
    }
}
