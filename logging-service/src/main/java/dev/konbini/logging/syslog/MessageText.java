package dev.konbini.logging.syslog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the bytes of a message: UTF-8, as RFC 5424 wants it, and Latin-1 where it is not, so that
/// no byte is lost.
final class MessageText {

    private MessageText() {}

    static String of(byte[] bytes, int length) {
        var end = length;
        while (end > 0
                && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r' || bytes[end - 1] == 0)) {
            end--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        }
    }
}
