package dev.konbini.servers.local;

import dev.konbini.servers.process.Ports;

/// The ports of the three servers, all on the loopback address.
///
/// @param kafkaController where Kafka's controller talks to its broker; no client uses it
/// @param elasticsearchTransport where Elasticsearch's nodes would talk to each other
public record ServerPorts(
        int mongodb,
        int kafka,
        int kafkaController,
        int elasticsearch,
        int elasticsearchTransport) {

    /// The ports of `konbini up` unless told otherwise, clear of the servers' own defaults.
    public static ServerPorts standard() {
        return new ServerPorts(27117, 19092, 19093, 19200, 19300);
    }

    /// Ports that are free now, for a suite beside others.
    public static ServerPorts picked() {
        var ports = Ports.pick(5);
        return new ServerPorts(
                ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
    }
}
