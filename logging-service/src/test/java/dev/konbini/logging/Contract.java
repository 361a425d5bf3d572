package dev.konbini.logging;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// What producers write: those of this version and of each released one beside which it may
    /// run.
    public List<Path> examples() {
        var examples = new ArrayList<>(examples(ROOT));
        for (var released : list(ROOT.resolve("released"))) {
            examples.addAll(examples(released));
        }
        return examples;
    }

    private List<Path> examples(Path contracts) {
        return list(contracts.resolve("topics").resolve(topic).resolve("examples"));
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
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

    /// An example as the version `version` was released with it.
    public String released(String version, String name) {
        return example(
                "../../../released/%s/topics/%s/examples/%s".formatted(version, topic, name));
    }

    private Path directory() {
        return ROOT.resolve("topics").resolve(topic);
    }
}
