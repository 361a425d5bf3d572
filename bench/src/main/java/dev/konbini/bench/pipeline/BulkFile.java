package dev.konbini.bench.pipeline;

import dev.konbini.bench.corpus.Corpus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `_bulk` bodies that are ready to be sent as they are, one after the other in a file: whoever
/// sends them has nothing else to do.
///
/// @param chunks the bodies
record BulkFile(Path file, List<Chunk> chunks) {

    /// As much as the service sends in one request.
    private static final int CHUNK_BYTES = 5_000_000;

    /// One body.
    record Chunk(long offset, int length, int documents) {}

    /// Writes the documents that the service would make of `corpus`.
    static BulkFile write(Path file, Corpus corpus, OwnMembers own) {
        var chunks = new ArrayList<Chunk>();
        long offset = 0;
        int length = 0;
        int documents = 0;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int number = 0; number < corpus.lines(); number++) {
                var line = corpus.line(number);
                var head = head(corpus.id(number), own);
                int size = head.length + line.length;
                if (length + size > CHUNK_BYTES) {
                    chunks.add(new Chunk(offset, length, documents));
                    offset += length;
                    length = 0;
                    documents = 0;
                }
                out.write(head);
                // Without its opening brace, which the head has.
                out.write(line, 1, line.length - 1);
                out.write('\n');
                length += size;
                documents++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        chunks.add(new Chunk(offset, length, documents));
        return new BulkFile(file, List.copyOf(chunks));
    }

    private static byte[] head(String id, OwnMembers own) {
        return "{\"create\":{\"_id\":\"%s\"}}\n{%s,"
                .formatted(id, own.of(id))
                .getBytes(StandardCharsets.UTF_8);
    }
}
