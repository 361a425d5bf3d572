package dev.konbini.servers.junit;

import dev.konbini.servers.local.ElasticsearchServer;
import dev.konbini.servers.local.KafkaServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mongodb.MongoDBContainer;

/// Servers in containers, of the same versions and with the same settings as the local ones.
final class ContainerTestServers implements TestServers {

    private final List<GenericContainer<?>> containers;
    private final Map<Needed, String> addresses;

    private ContainerTestServers(
            List<GenericContainer<?>> containers, Map<Needed, String> addresses) {
        this.containers = containers;
        this.addresses = addresses;
    }

    static ContainerTestServers start(Set<Needed> needed) {
        var containers =
                needed.stream()
                        .collect(
                                Collectors.<Needed, Needed, GenericContainer<?>>toMap(
                                        Function.identity(), ContainerTestServers::container));
        Startables.deepStart(containers.values()).join();
        var addresses =
                containers.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, entry -> address(entry.getValue())));
        return new ContainerTestServers(List.copyOf(containers.values()), addresses);
    }

    @Override
    public Map<Needed, String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        containers.forEach(GenericContainer::stop);
    }

    private static GenericContainer<?> container(Needed needed) {
        return switch (needed) {
            case MONGODB -> new MongoDBContainer("mongo:6.0").withReplicaSet();
            case KAFKA ->
                    new KafkaContainer("apache/kafka:" + KafkaServer.VERSION)
                            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
            case ELASTICSEARCH ->
                    new ElasticsearchContainer("elasticsearch:" + ElasticsearchServer.VERSION)
                            .withEnv("xpack.security.enabled", "false")
                            .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
                            .withEnv("indices.merge.disk.watermark.high", "512mb");
        };
    }

    private static String address(GenericContainer<?> container) {
        return switch (container) {
            case MongoDBContainer mongodb -> mongodb.getConnectionString();
            case KafkaContainer kafka -> kafka.getBootstrapServers();
            case ElasticsearchContainer elasticsearch ->
                    "http://" + elasticsearch.getHttpHostAddress();
            default -> throw new IllegalArgumentException(container.getDockerImageName());
        };
    }
}
