package dev.konbini.cli.upgrade;

import dev.konbini.cli.up.Suite;
import java.util.ArrayList;
import java.util.List;

/// Looks whether all that runs above the servers of a suite on this machine is there.
record ReplicaLook(Suite suite) {

    /// What is not, each with what to do.
    List<String> reasons() {
        var reasons = new ArrayList<String>();
        for (var replica : suite.replicas()) {
            if (suite.services().running(replica).isEmpty()) {
                reasons.add(replica.name() + " does not run. Start it: ./konbini up.");
            } else if (!suite.services().isReady(replica)) {
                reasons.add("%s is not ready. See ./konbini logs %1$s.".formatted(replica.name()));
            }
        }
        if (suite.door().isWanted() && suite.door().running().isEmpty()) {
            reasons.add("The door does not run. Start it: ./konbini up.");
        }
        return reasons;
    }
}
