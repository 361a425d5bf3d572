package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the replicas of a suite are replaced by those of another version: by this program on one
/// machine, by the cluster in a cluster.
interface Rollout {

    /// Versions that run now, each once, in order.
    List<String> versions();

    /// The version that is to run.
    String wanted();

    /// Does what takes long and can be done while all replicas still serve.
    ///
    /// @throws dev.konbini.cli.Refusal if it cannot be done
    void prepare();

    /// Begins to note each replica's states.
    ///
    /// @return ends it
    Following follow(Timeline timeline);

    /// The version that each part runs now, by its name; several by commas, and `nothing` where it
    /// does not run. Empty where no version is to change.
    ///
    /// @throws RuntimeException if it cannot be known now
    default Map<String, String> running() {
        return Map.of();
    }

    /// Replaces all replicas, or goes back where the journeys suffer, a replica does not get ready,
    /// or anything else fails on the way.
    ///
    /// @return why it stopped and whether all is as it was, in sentences; empty where all were
    ///   replaced
    Optional<String> run(Timeline timeline, Watch watch);

    /// Whether a request had to fail, because it needs the one thing that is away while this goes
    /// on. Taking orders needs nothing of the kind.
    default boolean excuses(Exchange failed) {
        return false;
    }

    /// How an operator has one version run everywhere again, as a sentence.
    default String remedy() {
        return "";
    }

    /// Notes states until it is closed.
    interface Following extends AutoCloseable {

        @Override
        void close();
    }
}
