package dev.konbini.logging.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.Contract;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.ingest.Reading.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EventReaderTests {

    private final EventReader reader =
            new EventReader(new Indices("k-"), LineReaderTests.PROPERTIES);

    static List<Path> examples() {
        return new Contract("orders").examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheContractsExamples(Path example) throws IOException {
        var json = JsonMapper.shared().readTree(Files.readString(example));

        var event = (Document) reader.read(Records.of(Files.readString(example)));

        assertThat(event.index()).isEqualTo("k-events-2026.11");
        assertThat(event.id()).isEqualTo(json.path("id").asString());
        assertThat(event.members()).contains("\"@timestamp\":" + json.path("time"));
        assertThat(event.event())
                .isEqualTo(
                        new OrderEvent(
                                json.path("type").asString(),
                                json.path("subject").asString(),
                                json.path("traceparent").asString()));
    }

    @Test
    void eventWithoutIdIsCalledByItsHeaderOrElseItsPlace() {
        var named = (Document) reader.read(Records.of("{}", Map.of("id", "e-1")));
        var nameless = (Document) reader.read(Records.of("{}"));

        assertThat(named.id()).isEqualTo("e-1");
        assertThat(nameless.id()).isEqualTo("konbini.logs-3-17");
    }

    @Test
    void traceIsTheHeadersWhereTheEventNamesNone() {
        var traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        var event =
                (Document)
                        reader.read(
                                Records.of(
                                        "{\"type\":\"t\",\"subject\":\"s\"}",
                                        Map.of("traceparent", traceparent)));

        assertThat(event.event()).isEqualTo(new OrderEvent("t", "s", traceparent));
    }

    @Test
    void whatNamesNoOrderIsKeptButNotAnOrderEvent() {
        var event = (Document) reader.read(Records.of("{\"type\":\"t\"}"));

        assertThat(event.event()).isNull();
    }
}
