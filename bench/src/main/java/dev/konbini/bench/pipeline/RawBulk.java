package dev.konbini.bench.pipeline;

import dev.konbini.bench.pipeline.BulkFile.Chunk;
import dev.konbini.bench.pipeline.Course.Sample;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends `_bulk` bodies that were made before, two at a time, and asks for no more in the answer
/// than whether all went well: what Elasticsearch takes from a client that does nothing else.
final class RawBulk {

    private static final int IN_FLIGHT = 2;
    private static final String ALL_WELL = "{\"errors\":false}";

    private final URI base;
    private final long elasticsearch;
    private final long own = ProcessHandle.current().pid();

    /// @param elasticsearch the pid of the server at `base`
    RawBulk(URI base, long elasticsearch) {
        this.base = base;
        this.elasticsearch = elasticsearch;
    }

    /// Creates all documents of `bodies` in `index`.
    ///
    /// @throws Refusal if one of them is not created
    Course write(BulkFile bodies, String index) {
        var samples = new ArrayList<Sample>();
        samples.add(Sample.now(0, own, elasticsearch));
        var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
            var senders = new ArrayList<Future<?>>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                senders.add(
                        threads.submit(() -> {
                            send(bodies, index, next, samples);
                            return true;
                        }));
            }
            senders.forEach(Tasks::await);
        }
        return new Course(samples);
    }

    private void send(BulkFile bodies, String index, AtomicInteger next, List<Sample> samples)
            throws IOException {
        var url = base.resolve("/" + index + "/_bulk?filter_path=errors").toURL();
        var body = new byte[bodies.chunks().stream().mapToInt(Chunk::length).max().orElseThrow()];
        try (var file = FileChannel.open(bodies.file())) {
            for (int i = next.getAndIncrement();
                    i < bodies.chunks().size();
                    i = next.getAndIncrement()) {
                var chunk = bodies.chunks().get(i);
                read(file, chunk, body);
                var connection = (HttpURLConnection) url.openConnection();
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Content-Type", "application/x-ndjson");
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(chunk.length());
                connection.getOutputStream().write(body, 0, chunk.length());
                requireAllWell(connection);
                add(samples, chunk.documents());
            }
        }
    }

    private static void read(FileChannel file, Chunk chunk, byte[] body) throws IOException {
        var buffer = ByteBuffer.wrap(body, 0, chunk.length());
        while (buffer.hasRemaining()) {
            if (file.read(buffer, chunk.offset() + buffer.position()) < 0) {
                throw new IOException("The file of bodies ends too early");
            }
        }
    }

    private static void requireAllWell(HttpURLConnection connection) throws IOException {
        try (var content = connection.getInputStream()) {
            var answer = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.equals(ALL_WELL)) {
                throw Refusal.failed("Elasticsearch did not create all documents: " + answer);
            }
        }
    }

    private void add(List<Sample> samples, int documents) {
        synchronized (samples) {
            samples.add(Sample.now(samples.getLast().written() + documents, own, elasticsearch));
        }
    }
}
