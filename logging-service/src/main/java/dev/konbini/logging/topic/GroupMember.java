package dev.konbini.logging.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/// How a consumer takes part in its group: it gives up only those of its partitions that move to
/// another member, and is missed soon when it is killed (`docs/decisions/group-protocol.md`).
public final class GroupMember {

    private static final int HEARTBEAT_MILLIS = 1000;
    private static final int SESSION_MILLIS = 10_000;
    private static final String BROKERS_OWN = "consumer";

    private GroupMember() {}

    /// Adds to a consumer's settings those that are not in them; none where they ask for the
    /// protocol of KIP-848, of which the broker has the settings.
    public static Map<String, Object> of(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        if (!BROKERS_OWN.equals(all.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            all.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName());
            all.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
            all.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        }
        return all;
    }
}
