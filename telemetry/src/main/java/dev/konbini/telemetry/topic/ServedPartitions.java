package dev.konbini.telemetry.topic;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Tells when records may be sent to a topic that was just made.
///
/// A broker knows of a partition a moment before it takes records of it. Of those sent meanwhile
/// the first batch may fail and the second succeed, and an idempotent producer then crawls from one
/// `OutOfOrderSequenceException` to the next.
public final class ServedPartitions {

    private ServedPartitions() {}

    /// Done when each partition of `made` is served: only the broker that serves it tells its end,
    /// and `admin` asks until one does, as long as its own timeouts let it.
    public static KafkaFuture<?> of(Admin admin, NewTopic made) {
        var ends =
                IntStream.range(0, made.numPartitions())
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        partition -> new TopicPartition(made.name(), partition),
                                        _ -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all();
    }
}
