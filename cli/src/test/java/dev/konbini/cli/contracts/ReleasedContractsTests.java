package dev.konbini.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The suite's own contracts, against those of every version that was released.
class ReleasedContractsTests {

    private static final Path CONTRACTS = Path.of(System.getProperty("contracts.directory"));

    @Test
    void versionMayRunBesideEveryReleasedOne() {
        assertThat(ContractGate.checkReleased(CONTRACTS).values())
                .allSatisfy(breaches -> assertThat(breaches).isEmpty());
    }

    @Test
    void whatOneVersionWritesIsValidForTheOther() throws IOException {
        for (var version : ContractGate.released(CONTRACTS)) {
            var released = CONTRACTS.resolve("released").resolve(version.toString());

            assertThat(faults(released, CONTRACTS)).isEmpty();
            assertThat(faults(CONTRACTS, released)).isEmpty();
        }
    }

    /// How the examples of `writer` break the schemas of `reader`.
    private static List<String> faults(Path writer, Path reader) throws IOException {
        var faults = new ArrayList<String>();
        for (var schema : schemas(reader)) {
            var examples = writer.resolve(reader.relativize(schema).resolveSibling("examples"));
            if (Files.isDirectory(examples)) {
                faults.addAll(faultsOf(examples, schema));
            }
        }
        return faults;
    }

    private static List<Path> schemas(Path contracts) throws IOException {
        try (var files = Files.walk(contracts)) {
            return files.filter(file -> file.toString().endsWith(".schema.json"))
                    .filter(file -> !contracts.relativize(file).startsWith("released"))
                    .toList();
        }
    }

    private static List<String> faultsOf(Path examples, Path schemaFile) throws IOException {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(schemaFile), InputFormat.JSON);
        try (var files = Files.list(examples)) {
            return files.flatMap(example ->
                            schema.validate(text(example), InputFormat.JSON).stream()
                                    .map(fault -> example + ": " + fault))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
