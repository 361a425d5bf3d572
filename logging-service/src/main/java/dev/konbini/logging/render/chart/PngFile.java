package dev.konbini.logging.render.chart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes pixels as PNG (ISO/IEC 15948): eight bits for each of red, green and blue, each row the
/// difference from the one above, which packs well where charts are empty.
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte DEPTH = 8;
    private static final byte TRUE_COLOUR = 2;
    private static final byte UP = 2;

    private PngFile() {}

    static byte[] of(int[] pixels, int width) {
        var height = pixels.length / width;
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(DEPTH)
                        .put(TRUE_COLOUR)
                        .array());
        chunk(file, "IDAT", packed(rows(pixels, width, height)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] rows(int[] pixels, int width, int height) {
        var rows = ByteBuffer.allocate(height * (1 + width * 3));
        for (var y = 0; y < height; y++) {
            rows.put(UP);
            for (var x = 0; x < width; x++) {
                var here = pixels[y * width + x];
                var above = y == 0 ? 0 : pixels[(y - 1) * width + x];
                for (var shift = 16; shift >= 0; shift -= 8) {
                    rows.put((byte) ((here >> shift) - (above >> shift)));
                }
            }
        }
        return rows.array();
    }

    private static byte[] packed(byte[] rows) {
        try (var deflater = new Deflater()) {
            deflater.setInput(rows);
            deflater.finish();
            var packed = new ByteArrayOutputStream();
            var part = new byte[16 << 10];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
            return packed.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        var named =
                ByteBuffer.allocate(4 + data.length)
                        .put(type.getBytes(StandardCharsets.US_ASCII))
                        .put(data)
                        .array();
        var sum = new CRC32();
        sum.update(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
