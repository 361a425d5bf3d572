package dev.konbini.logging.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.zip.GZIPOutputStream;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/// A sender that speaks the forward protocol as its specification says.
final class ForwardClient implements AutoCloseable {

    private final Socket socket;
    private final MessageUnpacker answers;

    ForwardClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        answers = MessagePack.newDefaultUnpacker(socket.getInputStream());
    }

    /// Signs in, and tells whether the server let it in and proved that it knows the key too.
    boolean signIn(String sharedKey, String user, String password) throws IOException {
        answers.unpackArrayHeader();
        if (!answers.unpackString().equals("HELO") || answers.unpackMapHeader() != 3) {
            return false;
        }
        answers.unpackString();
        var nonce = answers.readPayload(answers.unpackBinaryHeader());
        answers.unpackString();
        var auth = answers.readPayload(answers.unpackBinaryHeader());
        answers.unpackString();
        answers.unpackBoolean();
        var salt = "salt".getBytes(UTF_8);
        send(packer ->
                packer.packArrayHeader(6)
                        .packString("PING")
                        .packString("client")
                        .packString("salt")
                        .packString(Handshake.digest(salt, utf8("client"), nonce, utf8(sharedKey)))
                        .packString(user)
                        .packString(Handshake.digest(auth, utf8(user), utf8(password))));
        answers.unpackArrayHeader();
        answers.unpackString();
        var letIn = answers.unpackBoolean();
        answers.unpackString();
        var server = answers.unpackString();
        var proof = answers.unpackString();
        return letIn && proof.equals(Handshake.digest(salt, utf8(server), nonce, utf8(sharedKey)));
    }

    void send(Packing packing) throws IOException {
        socket.getOutputStream().write(pack(packing));
    }

    /// The chunk that the server acknowledges next.
    String acknowledged() throws IOException {
        answers.unpackMapHeader();
        answers.unpackString();
        return answers.unpackString();
    }

    /// Whether the server closes the connection without saying anything.
    boolean isClosed() throws IOException {
        return !answers.hasNext();
    }

    static byte[] pack(Packing packing) throws IOException {
        try (var packer = MessagePack.newDefaultBufferPacker()) {
            packing.pack(packer);
            return packer.toByteArray();
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// Packs something.
    @FunctionalInterface
    interface Packing {
        void pack(MessageBufferPacker packer) throws IOException;
    }
}
