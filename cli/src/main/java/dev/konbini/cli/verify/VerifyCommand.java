package dev.konbini.cli.verify;

import dev.konbini.cli.shop.OperatorToken;
import dev.konbini.cli.shop.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Places an order and reads its timeline; the test of the Helm chart runs it too.
@Command(
        name = "verify",
        description = "Prove that a running suite works: place an order and read its timeline.",
        footer = {
            "",
            "What is ordered is a product of its own, SKU "
                    + Journey.SKU
                    + ", removed again at the end.",
            "The order stays, paid with a card of the sandbox."
        })
public final class VerifyCommand implements Callable<Integer> {

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where the gateway is (default: ${DEFAULT-VALUE}).")
    private URI gateway = URI.create("");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = ".konbini/operator-token",
            description = "A file that holds an operator's token (default: ${DEFAULT-VALUE}).")
    private Path tokenFile = Path.of("");

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the timeline may take to be whole (default: ${DEFAULT-VALUE}).")
    private long patienceSeconds;

    @Override
    public Integer call() {
        var shop =
                new Shop(
                        gateway, OperatorToken.read(tokenFile, "Name its file with --token-file."));
        new Journey(shop, System.out::println).run(Duration.ofSeconds(patienceSeconds));
        return 0;
    }
}
