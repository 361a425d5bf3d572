package dev.konbini.servers.local;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// Asks whether a MongoDB answers.
final class MongoProbe {

    private static final int LIMIT_MILLIS = 2_000;
    private static final int POLL_MILLIS = 25;

    private MongoProbe() {}

    /// Whether the server at `address` answers, whatever its state in a replica set.
    static boolean listens(String address) {
        // The driver waits half a second after each refused connection, so it is used once there is
        // one.
        if (!TcpProbe.accepts(address)) {
            return false;
        }
        try (var client = direct(address)) {
            return ping(client);
        }
    }

    /// Whether clients with this connection string find a server that takes their writes.
    static boolean answers(String uri) {
        try (var client = client(uri)) {
            // Its newer name, hello, is unknown to mongo-java-server.
            var state = client.getDatabase("admin").runCommand(new Document("isMaster", 1));
            return state.getBoolean("ismaster", false);
        } catch (MongoException | IllegalArgumentException notYet) {
            return false;
        }
    }

    /// Whether the server at `address` answers as what it is in its replica set: primary or
    /// secondary, not one that is still starting or catching up.
    static boolean serves(String address) {
        return is(address, "ismaster") || is(address, "secondary");
    }

    /// Whether the server at `address` is the primary of its replica set.
    static boolean takesWrites(String address) {
        return is(address, "ismaster");
    }

    private static boolean is(String address, String role) {
        if (!TcpProbe.accepts(address)) {
            return false;
        }
        try (var client = direct(address)) {
            var state = client.getDatabase("admin").runCommand(new Document("isMaster", 1));
            return state.getBoolean(role, false);
        } catch (MongoException notYet) {
            return false;
        }
    }

    /// The version of the server behind a connection string.
    static String version(String uri) {
        try (var client = client(uri)) {
            var info = client.getDatabase("admin").runCommand(new Document("buildInfo", 1));
            return info.get("version", "unknown");
        } catch (MongoException unknown) {
            return "unknown";
        }
    }

    static MongoClient direct(String address) {
        return client("mongodb://" + address + "/?directConnection=true");
    }

    private static boolean ping(MongoClient client) {
        try {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException notYet) {
            return false;
        }
    }

    private static MongoClient client(String uri) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(uri))
                        .applyToClusterSettings(cluster ->
                                cluster.serverSelectionTimeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS))
                        .applyToServerSettings(server ->
                                server.minHeartbeatFrequency(POLL_MILLIS, TimeUnit.MILLISECONDS))
                        .build());
    }
}
