package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The lines of a file, over and over.
record FileLines(List<byte[]> lines) implements Lines {

    private static final long BYTES_MAX = 32L << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Reads a file of NDJSON: a JSON object in each line; blank lines do not count.
    ///
    /// @throws Refusal if it cannot be read, is larger than 32 MB, or is anything else
    static FileLines read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw Refusal.usage(
                        "%s has more than %d MB, which is more than a sample needs: cut it."
                                .formatted(file, BYTES_MAX >> 20));
            }
            var lines = new ArrayList<byte[]>();
            int number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    require(line, number, file);
                    lines.add(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            if (lines.isEmpty()) {
                throw Refusal.usage(file + " has no lines.");
            }
            return new FileLines(List.copyOf(lines));
        } catch (IOException e) {
            throw Refusal.failed("%s cannot be read (%s).".formatted(file, e));
        }
    }

    private static void require(String line, int number, Path file) {
        try {
            if (JSON.readTree(line).isObject()) {
                return;
            }
        } catch (JacksonException e) {
            // Not JSON at all is refused as any other JSON is.
        }
        throw Refusal.usage(
                "Line %d of %s is not a JSON object: a sample has one in each line, as POST /api/logs takes them."
                        .formatted(number, file));
    }

    @Override
    public byte[] line(long number) {
        return lines.get((int) (number % lines.size()));
    }
}
