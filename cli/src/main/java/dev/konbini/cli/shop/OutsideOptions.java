package dev.konbini.cli.shop;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a suite is reached that is not on this machine.
public final class OutsideOptions {

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description =
                    "Where the gateway of a suite elsewhere is reached from here, as shoppers reach it.")
    private @Nullable URI gateway;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file that holds an operator's token (default: operator-token in the suite's folder).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka, as reached from here.")
    private @Nullable String kafka;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "Elasticsearch, as reached from here.")
    private @Nullable URI elasticsearch;

    /// The addresses by the names of their options; null for what was not given.
    public Map<String, @Nullable Object> addresses() {
        var addresses = new LinkedHashMap<String, @Nullable Object>();
        addresses.put("--gateway", gateway);
        addresses.put("--kafka", kafka);
        addresses.put("--elasticsearch", elasticsearch);
        return addresses;
    }

    public boolean hasTokenFile() {
        return tokenFile != null;
    }

    /// An operator's token.
    ///
    /// @param usual the file that holds it where none was given
    /// @throws dev.konbini.cli.Refusal if it cannot be read
    public String token(Path usual) {
        return OperatorToken.read(
                tokenFile == null ? usual : tokenFile, "Name its file with --token-file.");
    }

    /// Where the gateway is.
    ///
    /// @throws IllegalStateException if it was not given
    public URI gateway() {
        return given(gateway);
    }

    /// Where Kafka is.
    ///
    /// @throws IllegalStateException if it was not given
    public String kafka() {
        return given(kafka);
    }

    /// Where Elasticsearch is.
    ///
    /// @throws IllegalStateException if it was not given
    public URI elasticsearch() {
        return given(elasticsearch);
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Not required before");
        }
        return value;
    }
}
