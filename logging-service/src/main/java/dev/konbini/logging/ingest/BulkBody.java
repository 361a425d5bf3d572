package dev.konbini.logging.ingest;

import dev.konbini.logging.ingest.Reading.Document;
import dev.konbini.logging.parse.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The body of a `_bulk` request, written without taking the records' JSON apart.
final class BulkBody {

    private byte[] bytes = new byte[64 << 10];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /// Adds the action that creates `document`. Creating, unlike indexing, leaves what is there
    /// already as it is, so a replay writes nothing.
    void add(Document document) {
        put(
                "{\"create\":{\"_index\":\""
                        + document.index()
                        + "\",\"_id\":"
                        + JsonText.quoted(document.id())
                        + "}}\n{"
                        + document.members());
        var value = document.value();
        var start = start(value);
        ensure(value.length + 2);
        if (value[next(value, start)] != '}') {
            bytes[length++] = ',';
        }
        var end = length + value.length - start;
        System.arraycopy(value, start, bytes, length, value.length - start);
        // In JSON a bare line break is white space; here it would end the document, and what
        // follows it would be read as an action of its own.
        blank((byte) '\n', end);
        blank((byte) '\r', end);
        length = end;
        bytes[length++] = '\n';
    }

    /// Puts a blank in place of each `octet` from here to before `end`.
    private void blank(byte octet, int end) {
        for (var i = Octets.indexOf(octet, bytes, length, end);
                i >= 0;
                i = Octets.indexOf(octet, bytes, i + 1, end)) {
            bytes[i] = ' ';
        }
    }

    /// The index behind the opening brace.
    private static int start(byte[] value) {
        return next(value, 0) + 1;
    }

    private static int next(byte[] value, int from) {
        var i = from;
        while (value[i] == ' ' || value[i] == '\n' || value[i] == '\r' || value[i] == '\t') {
            i++;
        }
        return i;
    }

    private void put(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
