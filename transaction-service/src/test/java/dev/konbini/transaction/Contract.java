package dev.konbini.transaction;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the services have agreed on, as the files in `contracts/` say it.
public final class Contract {

    private static final Path ROOT =
            Path.of(System.getProperty("contracts.directory", "../contracts"));

    private Contract() {}

    /// How `json` breaks the schema at `path`; empty if it keeps to it.
    public static List<String> faults(String path, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read(path), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /// The content of the file at `path`.
    public static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
