package dev.konbini.servers.process;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is remembered of a process in `NAME.json`, so that a later run finds it again.
///
/// `pid`, `startTicks` and `bootId` together name one process for good: a recycled pid has other
/// ticks.
record ProcessRecord(
        String name,
        long pid,
        long startTicks,
        String bootId,
        List<String> command,
        Map<String, Integer> ports,
        String version,
        String log,
        String console,
        Instant startedAt) {

    private static final String SUFFIX = ".json";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    ProcessRecord {
        command = List.copyOf(command);
        ports = Map.copyOf(ports);
    }

    /// Refuses a name that would not be a plain file name.
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no process name: lower-case letters, digits and hyphens");
        }
        return name;
    }

    static Path file(Path runDirectory, String name) {
        return runDirectory.resolve(requireName(name) + SUFFIX);
    }

    static boolean isRecord(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /// Reads a record; a file that is none (cut short, written by another version) counts as
    /// absent.
    static Optional<ProcessRecord> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), ProcessRecord.class));
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /// Writes the record whole or not at all.
    void write(Path file) {
        try {
            var part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, JSON.writeValueAsString(this));
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServerException(
                    "The record of " + name + " cannot be written to " + file,
                    "Make its folder writable",
                    e);
        }
    }
}
