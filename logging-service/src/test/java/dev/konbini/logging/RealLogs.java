package dev.konbini.logging;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lines of eight real systems (loghub, Zhu et al., ISSRE 2023), which are beside a clone and not
/// in it. Tests that need them are skipped where they are not; `-Dkonbini.test.logs=FOLDER` says
/// where else they are.
public final class RealLogs {

    public static final Path FOLDER =
            Path.of(System.getProperty("konbini.test.logs", "../../shared/data/logs"));

    public static final List<String> SYSTEMS =
            List.of(
                    "Android",
                    "Apache",
                    "HDFS",
                    "Hadoop",
                    "Linux",
                    "OpenSSH",
                    "OpenStack",
                    "Zookeeper");

    private RealLogs() {}

    public static void assumeThere() {
        assumeThat(FOLDER).as("the real logs, see RealLogs, are not here").isDirectory();
    }

    public static Path file(String system) {
        return FOLDER.resolve(system + ".log");
    }

    /// The lines of a system, without their ends.
    public static List<String> lines(String system) {
        try {
            var text = Files.readString(file(system), StandardCharsets.ISO_8859_1);
            return List.of(text.strip().split("\r*\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
