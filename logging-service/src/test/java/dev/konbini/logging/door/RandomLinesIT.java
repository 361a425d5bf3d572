package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.parse.RandomJson;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Elasticsearch takes whatever was completed: no line is a dead letter because of its content.
class RandomLinesIT extends LoggingIT {

    private static final int LINES = 2000;

    @Autowired TakeLines takeLines;

    @Test
    void everyLineIsKept() {
        var tenant = newTenant();
        var random = new Random(11);
        var lines = Stream.generate(() -> RandomJson.object(random, 0)).limit(LINES).toList();

        var outcome = takeLines.take(new TakeLines.Command(tenant, "http", lines, List.of()));

        assertThat(outcome).isInstanceOf(TakeLines.Outcome.Taken.class);
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == LINES);
    }
}
