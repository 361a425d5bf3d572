package dev.konbini.logging.staging.kafka;

import dev.konbini.logging.staging.StagingProperties;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/// How clients reach staging's Kafka, where that is another one than production's.
final class StagingServers {

    private StagingServers() {}

    /// What takes the place of the settings for production's; nothing where it is the same.
    static Map<String, Object> of(StagingProperties properties) {
        var settings = new HashMap<String, Object>(properties.kafkaProperties());
        if (properties.kafka() != null) {
            settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.kafka());
        }
        return settings;
    }
}
