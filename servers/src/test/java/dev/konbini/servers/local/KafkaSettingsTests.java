package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaSettingsTests {

    @Test
    void loneBrokerKeepsOneCopyAndIsItsOwnQuorum() throws IOException {
        assertThat(settings(KafkaNode.alone(9092, 9093)))
                .containsEntry("node.id", "1")
                .containsEntry("controller.quorum.bootstrap.servers", "127.0.0.1:9093")
                .doesNotContainKey("controller.quorum.voters")
                .containsEntry("default.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1");
    }

    @Test
    void oneOfThreeKeepsThreeCopiesOfWhichTwoMustBeThere() throws IOException {
        var node = new KafkaNode(2, List.of(9092, 9102, 9112), List.of(9093, 9103, 9113));

        assertThat(settings(node))
                .containsEntry("node.id", "2")
                .containsEntry(
                        "listeners", "PLAINTEXT://127.0.0.1:9102,CONTROLLER://127.0.0.1:9103")
                .containsEntry(
                        "controller.quorum.voters",
                        "1@127.0.0.1:9093,2@127.0.0.1:9103,3@127.0.0.1:9113")
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry("transaction.state.log.min.isr", "2")
                .containsEntry("broker.session.timeout.ms", "5000");
        assertThat(node.bootstrap()).isEqualTo("127.0.0.1:9092,127.0.0.1:9102,127.0.0.1:9112");
    }

    private static Properties settings(KafkaNode node) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(KafkaSettings.broker(node, Path.of("/data"))));
        return properties;
    }
}
