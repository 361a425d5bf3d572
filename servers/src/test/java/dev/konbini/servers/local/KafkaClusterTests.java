package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class KafkaClusterTests {

    @Test
    void partitionsWithFewerCopiesThanTheyShouldHaveAreNamed() {
        var topic =
                new TopicDescription(
                        "orders",
                        false,
                        List.of(
                                partition(0, 1, List.of(1, 2, 3)),
                                partition(1, 2, List.of(2, 3)),
                                partition(2, 1, List.of(1, 2, 3))));

        var state = KafkaCluster.state(3, List.of(topic));

        assertThat(state.controller()).isEqualTo(3);
        assertThat(state.leads()).containsEntry(1, 2).containsEntry(2, 1).doesNotContainKey(3);
        assertThat(state.lacking()).containsExactly("orders-1");
    }

    private static TopicPartitionInfo partition(int number, int leader, List<Integer> inSync) {
        return new TopicPartitionInfo(number, node(leader), nodes(List.of(1, 2, 3)), nodes(inSync));
    }

    private static List<Node> nodes(List<Integer> ids) {
        return Stream.of(ids.toArray(Integer[]::new)).map(KafkaClusterTests::node).toList();
    }

    private static Node node(int id) {
        return new Node(id, "127.0.0.1", 9000 + id);
    }
}
