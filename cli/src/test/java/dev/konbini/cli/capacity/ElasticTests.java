package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.GuardedElasticsearch;
import dev.konbini.cli.Refusal;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With an Elasticsearch that asks who reads it.
class ElasticTests {

    private final GuardedElasticsearch server =
            new GuardedElasticsearch("{\"nodes\":{\"a\":{\"os\":{\"allocated_processors\":2}}}}");

    ElasticTests() throws IOException {}

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void userOfTheUrlIsWhoAsks() {
        try (var elastic = new Elastic(server.urlOfUser())) {
            assertThat(elastic.processors()).isEqualTo(2);
        }
    }

    @Test
    void withoutAUserItIsRefused() {
        try (var elastic = new Elastic(server.url())) {
            assertThatThrownBy(elastic::processors)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Elasticsearch answers 401");
        }
    }
}
