package dev.konbini.cli.up;

import dev.konbini.cli.terminal.Progress;
import java.nio.file.Path;

/// What the user can do with a suite that is up.
final class Welcome {

    private Welcome() {}

    static void print(Suite suite, Progress progress) {
        var gateway = suite.gateway();
        var token = shown(suite.data().operatorToken());
        progress.say(
                """

                  Start page     %1$s/
                  API            %1$s/api/products
                  API reference  %1$s/api/docs
                  As operator    curl -H "Authorization: Bearer $(cat %2$s)" %1$s/api/orders

                What next: ./konbini status, ./konbini logs -f, ./konbini down\
                """
                        .formatted(gateway, token));
    }

    /// As short as it can be typed from here.
    private static Path shown(Path file) {
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
