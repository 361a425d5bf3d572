package dev.konbini.web.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A JSON file below `contracts/` that is made from what a service says of itself, never by hand.
///
/// @param file it need not be there yet
public record ContractFile(Path file) {

    /// When `true`, [#difference] writes the file instead of comparing it.
    public static final String RENEW = "contracts.renew";

    private static final ObjectWriter JSON =
            JsonMapper.shared()
                    .writer()
                    .with(
                            new DefaultPrettyPrinter()
                                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    /// The file at `path` below the folder that the build names in `contracts.directory`.
    public static ContractFile at(String path) {
        return new ContractFile(
                Path.of(System.getProperty("contracts.directory", "../contracts")).resolve(path));
    }

    /// What to tell a developer when `json` is not what the file holds; empty if it is, or if it
    /// has just been renewed. The order of keys does not matter.
    public Optional<String> difference(JsonNode json) {
        var wanted = JSON.writeValueAsString(sorted(json)) + "\n";
        try {
            if (Boolean.getBoolean(RENEW)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, wanted);
                return Optional.empty();
            }
            var kept = Files.exists(file) ? Files.readString(file) : "";
            return kept.equals(wanted) ? Optional.empty() : Optional.of(advice(kept, wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String advice(String kept, String wanted) {
        int line = 0;
        var keptLines = kept.lines().toList();
        var wantedLines = wanted.lines().toList();
        while (line < Math.min(keptLines.size(), wantedLines.size())
                && keptLines.get(line).equals(wantedLines.get(line))) {
            line++;
        }
        return "%s no longer says what the service does, from line %d on: it is now \"%s\". If that is meant, run this test with -D%s=true, look at the difference, and commit it."
                .formatted(
                        file,
                        line + 1,
                        line < wantedLines.size() ? wantedLines.get(line).strip() : "",
                        RENEW);
    }

    private static JsonNode sorted(JsonNode json) {
        if (json.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            json.forEach(each -> copy.add(sorted(each)));
            return copy;
        }
        if (json instanceof ObjectNode object) {
            var copy = object.objectNode();
            object.propertyNames().stream()
                    .sorted()
                    .forEach(name -> copy.set(name, sorted(object.path(name))));
            return copy;
        }
        return json;
    }
}
