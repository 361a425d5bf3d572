package dev.konbini.logging.forward;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.value.ValueType;

/// Finds out whether a sender knows the shared key, and who it is: HELO, PING and PONG, in which
/// neither key nor password is sent.
final class Handshake {

    private static final int SALT = 16;

    /// What a sender may say before it is known: two digests of 128 characters, and names.
    static final int PING_MAX = 4 * 1024;

    private final ForwardProperties properties;
    private final String sharedKey;
    private final SecureRandom random = new SecureRandom();

    Handshake(ForwardProperties properties, String sharedKey) {
        this.properties = properties;
        this.sharedKey = sharedKey;
    }

    /// Speaks with the sender.
    ///
    /// @return whose its events are
    /// @throws Refused if it does not know the key, or is none of the users; it was told so
    String tenant(Unpacking unpacking, OutputStream output) throws IOException, Refused {
        var nonce = salt();
        var auth = properties.users().isEmpty() ? new byte[0] : salt();
        sayHelo(output, nonce, auth);
        unpacking.begin(PING_MAX);
        if (unpacking.type() != ValueType.ARRAY
                || unpacking.arrayLength() != 6
                || !unpacking.text().equals("PING")) {
            throw new Refused("no-handshake");
        }
        var client = unpacking.bytes();
        var salt = unpacking.bytes();
        var keyDigest = unpacking.text();
        var user = unpacking.text();
        var passwordDigest = unpacking.text();
        if (!same(keyDigest, digest(salt, client, nonce, utf8(sharedKey)))) {
            sayPong(output, "shared_key mismatch", salt, nonce);
            throw new Refused("wrong-shared-key");
        }
        @Nullable String tenant = tenant(user, passwordDigest, auth);
        if (tenant == null) {
            sayPong(output, "username/password mismatch", salt, nonce);
            throw new Refused("unknown-user");
        }
        sayPong(output, "", salt, nonce);
        return tenant;
    }

    // A name that is none costs as much as one that is, so that time does not tell.
    private @Nullable String tenant(String name, String passwordDigest, byte[] auth) {
        if (properties.users().isEmpty()) {
            return properties.tenant();
        }
        @Nullable String tenant = null;
        for (var user : properties.users()) {
            var right = same(passwordDigest, digest(auth, utf8(name), utf8(user.password())));
            if (right && user.name().equals(name)) {
                tenant = user.tenant();
            }
        }
        return tenant;
    }

    private static void sayHelo(OutputStream output, byte[] nonce, byte[] auth) throws IOException {
        try (var packer = MessagePack.newDefaultBufferPacker()) {
            packer.packArrayHeader(2).packString("HELO").packMapHeader(3);
            packer.packString("nonce").packBinaryHeader(nonce.length).writePayload(nonce);
            packer.packString("auth").packBinaryHeader(auth.length).writePayload(auth);
            packer.packString("keepalive").packBoolean(true);
            output.write(packer.toByteArray());
            output.flush();
        }
    }

    /// @param refusal empty if the sender is let in
    private void sayPong(OutputStream output, String refusal, byte[] salt, byte[] nonce)
            throws IOException {
        var server = InetAddress.getLoopbackAddress().getHostName();
        var key = refusal.isEmpty() ? digest(salt, utf8(server), nonce, utf8(sharedKey)) : "";
        try (var packer = MessagePack.newDefaultBufferPacker()) {
            packer.packArrayHeader(5)
                    .packString("PONG")
                    .packBoolean(refusal.isEmpty())
                    .packString(refusal)
                    .packString(server)
                    .packString(key);
            output.write(packer.toByteArray());
            output.flush();
        }
    }

    private byte[] salt() {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return salt;
    }

    static String digest(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            for (var part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-512", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(utf8(one), utf8(other));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
