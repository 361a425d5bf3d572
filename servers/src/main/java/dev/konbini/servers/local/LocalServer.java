package dev.konbini.servers.local;

import dev.konbini.servers.process.Guardian;
import java.io.IOException;

/// One of the servers that can run on this machine.
public sealed interface LocalServer permits MongoServer, KafkaServer, ElasticsearchServer {

    String name();

    /// Brings what is to be run into the cache, verified; does nothing if it is there.
    ///
    /// @throws dev.konbini.servers.ServerException if it cannot be had
    void fetch(Progress progress);

    /// Starts the server, unless it runs already, and returns when it answers.
    ///
    /// A server that runs is left on the ports it was started with.
    ///
    /// @param guardian ends it if this program dies before it says that it is done
    /// @throws dev.konbini.servers.ServerException if a port is taken, it cannot be had, or it does
    ///   not become ready
    RunningServer start(Guardian guardian, Progress progress);

    /// Whether it does now what it is for, in its place among the others if there are several.
    boolean answers();

    /// Deletes its data, wherever that lies. The server must not run.
    void purge() throws IOException;
}
