package dev.konbini.servers.local;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/// Asks whether a Kafka cluster answers.
final class KafkaProbe {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private KafkaProbe() {}

    /// Whether one of the `bootstrap` servers (`HOST:PORT`, several with commas) tells of a broker
    /// within some seconds.
    static boolean answers(String bootstrap) {
        return !brokers(bootstrap).isEmpty();
    }

    /// Whether the broker at `address` (`HOST:PORT`) has been let into its cluster: others know of
    /// it only then.
    static boolean serves(String address) {
        return brokers(address).stream()
                .anyMatch(broker -> (broker.host() + ":" + broker.port()).equals(address));
    }

    private static Collection<Node> brokers(String bootstrap) {
        // The client logs a warning for each refused connection, so it is used only once there is
        // one.
        if (Arrays.stream(bootstrap.split(",", -1)).noneMatch(TcpProbe::accepts)) {
            return List.of();
        }
        try (var admin = Admin.create(settings(bootstrap))) {
            var nodes = admin.describeCluster().nodes();
            return nodes.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException notYet) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /// How an operator's client asks: within some seconds or not at all.
    static Properties settings(String bootstrap) {
        var settings = new Properties();
        settings.putAll(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(LIMIT.toMillis()),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(LIMIT.toMillis())));
        return settings;
    }
}
