package dev.konbini.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds what this module publishes to the suite's contracts.
public final class Contract {

    private Contract() {}

    /// Fails unless `json` is as `contracts/topics/` and `schema` say.
    public static void assertFollows(String schema, String json) throws IOException {
        var file = Path.of(System.getProperty("contracts.directory"), "topics").resolve(schema);
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

        var errors =
                registry.getSchema(Files.readString(file))
                        .validate(
                                json,
                                InputFormat.JSON,
                                execution ->
                                        execution.executionConfig(
                                                config -> config.formatAssertionsEnabled(true)));

        assertThat(errors).as(json).isEmpty();
    }
}
