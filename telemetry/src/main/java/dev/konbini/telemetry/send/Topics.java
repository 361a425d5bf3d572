package dev.konbini.telemetry.send;

import dev.konbini.telemetry.topic.ServedPartitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/// The topics that this module publishes, and their existence.
///
/// @param logs where lines go
/// @param heartbeats where heartbeats go
/// @param kafka how to reach Kafka
record Topics(String logs, String heartbeats, Map<String, Object> kafka) {

    private static final int LOGS_PARTITIONS = 6;
    private static final int TIMEOUT_MILLIS = 3_000;

    /// Creates those that do not exist, with the broker's own replication, and waits until records
    /// may be sent to them. A broker that lets nobody create topics has to have them; that it has
    /// not is found out by sending.
    ///
    /// @throws KafkaException Kafka does not answer within seconds, or refuses
    /// @throws Unanswered the service stops meanwhile
    void ensure(Answers answers) {
        var settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        var admin = Admin.create(settings);
        try {
            var wanted = topics();
            var created =
                    admin.createTopics(wanted, new CreateTopicsOptions().timeoutMs(TIMEOUT_MILLIS))
                            .values();
            for (var topic : wanted) {
                try {
                    answers.await(Objects.requireNonNull(created.get(topic.name())));
                    answers.await(ServedPartitions.of(admin, topic));
                } catch (TopicExistsException | AuthorizationException _) {
                    // As it should be, or not ours to do.
                }
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private List<NewTopic> topics() {
        return List.of(
                new NewTopic(logs, Optional.of(LOGS_PARTITIONS), Optional.empty()),
                new NewTopic(heartbeats, Optional.of(1), Optional.empty())
                        .configs(
                                Map.of(
                                        TopicConfig.CLEANUP_POLICY_CONFIG,
                                        TopicConfig.CLEANUP_POLICY_COMPACT
                                                + ","
                                                + TopicConfig.CLEANUP_POLICY_DELETE)));
    }
}
