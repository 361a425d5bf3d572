package dev.konbini.logging.syslog;

import java.io.ByteArrayOutputStream;

/// Cuts the bytes of a TCP connection into messages, as RFC 6587 says: counted octets (`LENGTH SP
/// MESSAGE`), or messages that end with a line feed or a zero byte.
///
/// A connection whose first byte is a digit counts, and does so to its end. A message longer than
/// the most is given in parts.
final class Frames {

    private static final int DIGITS_MAX = 9;

    /// What is kept for the next message of what the one before it took.
    private static final int KEPT_MAX = 1024;

    private final int sizeMax;
    private ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private Framing framing = Framing.UNKNOWN;
    private int digits;
    private int expected;

    Frames(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    /// Takes the next bytes and gives what they complete to `messages`.
    ///
    /// @throws Refused if a length is none
    void feed(byte[] bytes, int length, Messages messages) throws Refused {
        for (var i = 0; i < length; i++) {
            if (framing == Framing.UNKNOWN) {
                framing = isDigit(bytes[i]) ? Framing.LENGTH : Framing.LINES;
            }
            switch (framing) {
                case LINES, UNKNOWN -> takeOfLine(bytes[i], messages);
                case LENGTH -> takeOfLength(bytes[i]);
                case COUNTED -> i += takeCounted(bytes, i, length, messages) - 1;
            }
        }
    }

    /// Gives what is left when the connection has ended: a last line without its end.
    void end(Messages messages) throws Refused {
        give(messages);
    }

    /// About how much heap the message takes whose end has not come.
    long held() {
        return 2L * frame.size();
    }

    private void takeOfLine(byte octet, Messages messages) throws Refused {
        if (octet == '\n' || octet == 0) {
            give(messages);
            return;
        }
        frame.write(octet);
        if (frame.size() >= sizeMax) {
            give(messages);
        }
    }

    private void takeOfLength(byte octet) throws Refused {
        if (isDigit(octet) && digits < DIGITS_MAX && (digits > 0 || octet != '0')) {
            expected = expected * 10 + (octet - '0');
            digits++;
        } else if (octet == ' ' && digits > 0) {
            framing = Framing.COUNTED;
        } else if (digits > 0 || octet != '\n') {
            // Some end a counted message with a line feed that they do not count.
            throw new Refused("malformed-length");
        }
    }

    private int takeCounted(byte[] bytes, int start, int length, Messages messages) throws Refused {
        var taken = Math.min(Math.min(length - start, expected), sizeMax - frame.size());
        frame.write(bytes, start, taken);
        expected -= taken;
        if (expected == 0 || frame.size() >= sizeMax) {
            give(messages);
        }
        if (expected == 0) {
            framing = Framing.LENGTH;
            digits = 0;
        }
        return taken;
    }

    private void give(Messages messages) throws Refused {
        if (frame.size() > 0) {
            var bytes = frame.toByteArray();
            if (bytes.length > KEPT_MAX) {
                frame = new ByteArrayOutputStream();
            } else {
                frame.reset();
            }
            messages.take(MessageText.of(bytes, bytes.length));
        }
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private enum Framing {
        UNKNOWN,
        LINES,
        LENGTH,
        COUNTED
    }

    /// Takes messages.
    @FunctionalInterface
    interface Messages {
        void take(String message) throws Refused;
    }
}
