package dev.konbini.logging.metric;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// What a series is called in Elasticsearch.
///
/// @param tenant whose it is
/// @param path see [MetricPath]
record SeriesId(String tenant, String path) {

    /// Of ten bytes: that two of a million series meet in one is less likely than 1 in 10^12.
    private static final int DIGEST_BYTES = 10;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /// Both in one, the form in which documents name their series. No tenant's name has a colon.
    String key() {
        return tenant + ":" + path;
    }

    static SeriesId of(String key) {
        var colon = key.indexOf(':');
        return new SeriesId(key.substring(0, colon), key.substring(colon + 1));
    }

    /// A short name of this series alone.
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The id of what this series has in the slot `number` of an index: 16 characters that
    /// Elasticsearch keeps as 12 bytes, the same for a series but for the last three.
    static String documentId(byte[] digest, int number) {
        var bytes =
                ByteBuffer.allocate(DIGEST_BYTES + Short.BYTES)
                        .put(digest, 0, DIGEST_BYTES)
                        .putShort((short) number);
        return BASE64.encodeToString(bytes.array());
    }
}
