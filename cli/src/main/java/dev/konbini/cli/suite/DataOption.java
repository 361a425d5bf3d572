package dev.konbini.cli.suite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option by which every command is told which suite it is about.
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder in which the suite keeps all that it has; one folder, one suite (default: $KONBINI_DATA, or .konbini beside the launcher).")
    private @Nullable Path directory;

    /// The chosen folder; whether it exists is not looked at.
    public DataFolder folder(Installation installation) {
        return new DataFolder(directory == null ? installation.usualData() : directory);
    }
}
