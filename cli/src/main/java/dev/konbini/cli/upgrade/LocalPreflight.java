package dev.konbini.cli.upgrade;

import dev.konbini.cli.up.Suite;
import java.util.ArrayList;
import java.util.List;

/// A suite on this machine, looked at before its upgrade.
///
/// @param suite as it runs, with the build that is to run
record LocalPreflight(Suite suite, LocalRollout rollout, Compatibility compatibility, Stores stores)
        implements Preflight {

    @Override
    public List<String> reasons() {
        var reasons = new ArrayList<String>();
        if (suite.settings().replicas() < 2) {
            reasons.add(
                    "There is one replica of each service, and while it is replaced nobody serves. Start the suite with two: ./konbini down, then ./konbini up --replicas 2.");
        }
        reasons.addAll(new ReplicaLook(suite).reasons());
        reasons.addAll(compatibility.breaches(rollout.versions(), rollout.wanted()));
        reasons.addAll(stores.unreadable());
        return reasons;
    }
}
