package dev.konbini.cli.server;

import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.suite.SuiteSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How the servers of a suite with `--ha` stand: who is what, and what is missing until any one
/// member could be lost.
public record ServerHealth(ServerProcesses servers, SuiteSettings settings) {

    /// What is missing until each member of a server could be lost; empty if nothing is.
    public List<String> troubles(Server server) {
        var missing = settings.members(server).stream().flatMap(this::missing).toList();
        if (!missing.isEmpty()) {
            return missing;
        }
        return switch (server) {
            case MONGODB -> servers.mongoSet().troubles();
            case KAFKA -> servers.kafkaCluster().troubles();
            case ELASTICSEARCH -> List.of();
        };
    }

    private Stream<String> missing(ServerMember member) {
        if (servers.running(member).isEmpty()) {
            return Stream.of(member.name() + " does not run.");
        }
        return servers.answers(member)
                ? Stream.empty()
                : Stream.of(member.name() + " does not answer yet.");
    }

    /// What each member is among its equals, such as `primary`, by name; none for members that do
    /// not say it, or that have none.
    public Map<String, String> roles() {
        var roles = new HashMap<String, String>();
        if (settings.members(Server.MONGODB).size() > 1) {
            mongodb(roles);
        }
        var brokers = settings.members(Server.KAFKA);
        // Nobody would answer, and that would be waited for.
        if (brokers.size() > 1
                && brokers.stream().anyMatch(broker -> servers.running(broker).isPresent())) {
            kafka(roles);
        }
        return Map.copyOf(roles);
    }

    private void mongodb(Map<String, String> roles) {
        var primary = servers.mongoSet().primary();
        for (var member : settings.members(Server.MONGODB)) {
            int port = servers.ports(member).getFirst();
            if (primary.filter(address -> address.endsWith(":" + port)).isPresent()) {
                roles.put(member.name(), "primary");
            } else if (servers.running(member).isPresent() && servers.answers(member)) {
                roles.put(member.name(), "secondary");
            }
        }
    }

    private void kafka(Map<String, String> roles) {
        var state = servers.kafkaCluster().state();
        if (state.isEmpty()) {
            return;
        }
        for (var member : settings.members(Server.KAFKA)) {
            if (servers.running(member).isPresent()) {
                int leads = state.get().leads().getOrDefault(member.number(), 0);
                var controller = state.get().controller() == member.number() ? "controller, " : "";
                roles.put(member.name(), controller + "leads " + leads);
            }
        }
    }
}
