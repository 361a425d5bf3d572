package dev.konbini.servers.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/// A cluster of brokers of a suite's own, as those see it who replace them one by one.
///
/// @param bootstrap `HOST:PORT` of its brokers, with commas
public record KafkaCluster(String bootstrap) {

    private static final long LIMIT_SECONDS = 10;

    /// How a cluster stands.
    ///
    /// @param controller the id of the broker whose controller leads the quorum
    /// @param leads how many partitions each broker leads, by its id; those that lead none have
    ///   none
    /// @param lacking partitions that have fewer copies in sync than they should, as `TOPIC-NUMBER`
    public record State(int controller, Map<Integer, Integer> leads, List<String> lacking) {}

    /// How it stands now; empty while it does not say.
    public Optional<State> state() {
        try (var admin = Admin.create(KafkaProbe.settings(bootstrap))) {
            var topics = get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
            var descriptions = get(admin.describeTopics(topics).allTopicNames()).values();
            int controller = get(admin.describeMetadataQuorum().quorumInfo()).leaderId();
            return Optional.of(state(controller, List.copyOf(descriptions)));
        } catch (ExecutionException | TimeoutException silent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// What is missing until each broker could be lost and nobody would notice; empty if nothing
    /// is.
    public List<String> troubles() {
        return state().map(KafkaCluster::troubles)
                .orElse(List.of("Kafka does not say how its partitions are."));
    }

    private static List<String> troubles(State state) {
        return state.lacking().isEmpty()
                ? List.of()
                : List.of(
                        "%d of Kafka's partitions lack copies: %s."
                                .formatted(
                                        state.lacking().size(),
                                        String.join(", ", state.lacking())));
    }

    static State state(int controller, List<TopicDescription> topics) {
        var leads = new HashMap<Integer, Integer>();
        var lacking = new ArrayList<String>();
        for (var topic : topics) {
            for (var partition : topic.partitions()) {
                if (partition.leader() != null) {
                    leads.merge(partition.leader().id(), 1, Integer::sum);
                }
                if (partition.isr().size() < partition.replicas().size()) {
                    lacking.add(topic.name() + "-" + partition.partition());
                }
            }
        }
        return new State(controller, Map.copyOf(leads), lacking.stream().sorted().toList());
    }

    private static <T> T get(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
