package dev.konbini.servers.local;

import dev.konbini.servers.process.ManagedProcess;
import java.util.Optional;

/// A server that answers.
///
/// @param name `mongodb`, `kafka` or `elasticsearch`
/// @param address as its clients take it: a connection string, `HOST:PORT`, or a URL
/// @param version as the server tells it, or `unknown`
/// @param process its process; empty for a server that is run by somebody else
public record RunningServer(
        String name, String address, String version, Optional<ManagedProcess> process) {}
