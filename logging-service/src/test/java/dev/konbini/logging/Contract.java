package dev.konbini.logging;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the suite agreed on for one topic.
public record Contract(String topic) {

    private static final Path ROOT = Path.of(System.getProperty("contracts.directory"));

    /// How `json` breaks the schema; nothing if it keeps to it.
    public List<String> faults(String json) {
        var directory = directory();
        try (var files = Files.list(directory)) {
            var schema =
                    files.filter(file -> file.toString().endsWith(".schema.json"))
                            .findFirst()
                            .orElseThrow();
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(schema), InputFormat.JSON)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Path> examples() {
        try (var files = Files.list(directory().resolve("examples"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String example(String name) {
        try {
            return Files.readString(directory().resolve("examples").resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path directory() {
        return ROOT.resolve("topics").resolve(topic);
    }
}
