package dev.konbini.cli.upgrade;

import dev.konbini.cli.server.ServerHealth;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.up.Suite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A suite on this machine, looked at before what lies below it is replaced.
record InfraPreflight(Suite suite) implements Preflight {

    @Override
    public List<String> reasons() {
        var settings = suite.settings();
        for (var server : Server.values()) {
            if (settings.external(server).isPresent()) {
                return List.of(
                        "%s is run by somebody else, who has to replace it."
                                .formatted(server.title()));
            }
        }
        if (!settings.ha()) {
            return List.of(
                    "There is one MongoDB and one Kafka, and while they are replaced nobody serves. Start a suite with three each: ./konbini up --ha --replicas 2 --free-ports --data DIR.");
        }
        var reasons = new ArrayList<String>(new ReplicaLook(suite).reasons());
        var health = new ServerHealth(suite.servers(), settings);
        Arrays.stream(Server.values())
                .flatMap(server -> health.troubles(server).stream())
                .map(trouble -> trouble + " Start what does not run, or wait: ./konbini up.")
                .forEach(reasons::add);
        return reasons;
    }
}
