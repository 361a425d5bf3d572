package dev.konbini.servers.junit;

import java.util.Map;

/// Servers that run for one test session.
interface TestServers extends AutoCloseable {

    /// Address by server.
    Map<Needed, String> addresses();

    /// Ends them and removes what they kept.
    @Override
    void close();
}
