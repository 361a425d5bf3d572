package dev.konbini.cli.up;

import dev.konbini.cli.sample.SampleCatalogue;
import dev.konbini.cli.sample.SampleLoader;
import dev.konbini.cli.shop.OperatorToken;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import java.time.Duration;
import java.time.Instant;

/// Fills a new suite with the sample catalogue.
record Sample(Suite suite, Progress progress) {

    private static final int STEP = 250;

    /// Loads the catalogue unless the suite has it.
    ///
    /// @throws dev.konbini.cli.Refusal if the suite does not take it
    void loadIfAbsent() {
        var since = Instant.now();
        var loader =
                new SampleLoader(
                        new Shop(
                                suite.gateway(),
                                OperatorToken.read(
                                        suite.data().operatorToken(),
                                        "Run ./konbini down, then ./konbini up, to have it made again.")));
        if (loader.isLoaded()) {
            return;
        }
        int total = SampleCatalogue.products().size();
        progress.await("the sample catalogue");
        loader.load(done -> {
            if (done % STEP == 0) {
                progress.say("loading the sample catalogue: %d of %d".formatted(done, total));
            }
        });
        progress.arrived("the sample catalogue");
        progress.say(
                "the sample catalogue is loaded: %,d products at %d locations (%s)"
                        .formatted(
                                total,
                                SampleCatalogue.LOCATIONS.size(),
                                Figures.seconds(Duration.between(since, Instant.now()))));
    }
}
