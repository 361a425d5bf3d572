package dev.konbini.cli.shop;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The token by which a script calls as an operator.
public final class OperatorToken {

    private OperatorToken() {}

    /// What a file holds.
    ///
    /// @param otherwise what the user can do where it cannot be read, as a sentence
    /// @throws Refusal if it cannot be read
    public static String read(Path file, String otherwise) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Refusal.failed(
                    "The operator's token cannot be read from %s (%s). %s"
                            .formatted(file, e, otherwise));
        }
    }
}
