package dev.konbini.servers.local;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Asks whether a Kafka cluster answers.
final class KafkaProbe {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private KafkaProbe() {}

    /// Whether one of the `bootstrap` servers (`HOST:PORT`, several with commas) tells of a broker
    /// within some seconds.
    static boolean answers(String bootstrap) {
        // The client logs a warning for each refused connection, so it is used only once there is
        // one.
        if (Arrays.stream(bootstrap.split(",", -1)).noneMatch(TcpProbe::accepts)) {
            return false;
        }
        var settings = new Properties();
        settings.putAll(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(LIMIT.toMillis()),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(LIMIT.toMillis())));
        try (var admin = Admin.create(settings)) {
            var nodes = admin.describeCluster().nodes();
            return !nodes.get(LIMIT.toSeconds(), TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
