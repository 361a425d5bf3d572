package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Exchange;
import java.util.List;
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

    /// Replaces all replicas, or goes back where the journeys suffer or a replica does not get
    /// ready.
    ///
    /// @return why it went back; empty where all were replaced
    Optional<String> run(Timeline timeline, Watch watch);

    /// Whether a request had to fail, because it needs the one thing that is away while this goes
    /// on. Taking orders needs nothing of the kind.
    default boolean excuses(Exchange failed) {
        return false;
    }

    /// What it does where journeys suffer, as the beginning of a sentence.
    default String givesUp() {
        return "It went back by itself";
    }

    /// Notes states until it is closed.
    interface Following extends AutoCloseable {

        @Override
        void close();
    }
}
