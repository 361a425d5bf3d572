package dev.konbini.logging.door;

import dev.konbini.logging.Suite;
import dev.konbini.logging.parse.CompleteLine;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.logging.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// A door of its own, with the parts of a service but for the way to Kafka.
public final class DoorTo implements AutoCloseable {

    private final TakeLines takeLines;
    private final LineTopic topic;

    /// @param kafka the broker, as `host:port`
    public DoorTo(String kafka, Suite suite, ApplicationContext service) {
        var properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(kafka));
        topic =
                new LineTopic(
                        properties,
                        new Topics(suite.topic("")),
                        JsonMapper.shared(),
                        new DoorProperties(
                                DataSize.ofMegabytes(5),
                                100_000,
                                DataSize.ofMegabytes(16),
                                DataSize.ofKilobytes(900),
                                Duration.ofSeconds(1)));
        takeLines =
                new TakeLines(
                        service.getBean(Tenants.class),
                        service.getBean(Quotas.class),
                        service.getBean(InFlight.class),
                        service.getBean(CompleteLine.class),
                        topic,
                        new SimpleMeterRegistry());
    }

    public TakeLines takeLines() {
        return takeLines;
    }

    @Override
    public void close() {
        topic.destroy();
    }
}
