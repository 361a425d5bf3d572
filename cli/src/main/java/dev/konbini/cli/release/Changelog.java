package dev.konbini.cli.release;

import dev.konbini.cli.contracts.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// What changed in each version, the latest first.
///
/// @param file it need not be there yet
record Changelog(Path file) {

    private static final String TITLE = "# Changelog\n";

    /// Adds the section of `version`.
    ///
    /// @param changes one a line, in their order
    void add(Version version, LocalDate date, List<String> changes) throws IOException {
        var earlier = Files.exists(file) ? Files.readString(file) : TITLE;
        var section = new StringBuilder("\n## %s (%s)\n".formatted(version, date));
        changes.forEach(change -> section.append("- ").append(change).append('\n'));
        Files.writeString(file, TITLE + section + earlier.substring(TITLE.length()));
    }
}
