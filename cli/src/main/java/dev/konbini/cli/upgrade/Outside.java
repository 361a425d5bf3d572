package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a suite is met by those who prove it: from outside, and below it.
///
/// @param gateway as shoppers reach it
/// @param token an operator's
record Outside(URI gateway, String token, Stores stores) {

    /// What a file holds.
    ///
    /// @throws Refusal if it cannot be read
    static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Refusal.failed(
                    "The operator's token cannot be read from %s (%s)."
                            .formatted(file, e.getMessage()));
        }
    }
}
