package dev.konbini.servers.local;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.konbini.servers.ServerException;
import java.util.List;
import org.bson.Document;

/// Makes a `mongod` the one member of its replica set.
final class ReplicaSet {

    static final String NAME = "rs0";

    private static final int NOT_YET_INITIALIZED = 94;
    private static final int ALREADY_INITIALIZED = 23;

    private ReplicaSet() {}

    /// Makes the member at `address` (`HOST:PORT`) a replica set of one. A set that was formed when
    /// the server had another port follows it to the new one; repeating it changes nothing.
    static void form(String address) {
        try (var client = MongoProbe.direct(address)) {
            var admin = client.getDatabase("admin");
            var hosts = hosts(admin, address);
            if (!hosts.equals(List.of(address))) {
                reconfigure(admin, address);
            }
        } catch (MongoException e) {
            throw new ServerException(
                    "The replica set at " + address + " cannot be formed: " + e.getMessage(),
                    "See its log, or remove its data and run this again",
                    e);
        }
    }

    private static List<String> hosts(MongoDatabase admin, String address) {
        try {
            return members(config(admin)).stream().map(member -> member.getString("host")).toList();
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != NOT_YET_INITIALIZED) {
                throw e;
            }
            initiate(admin, address);
            return List.of(address);
        }
    }

    private static void initiate(MongoDatabase admin, String address) {
        var member = new Document("_id", 0).append("host", address);
        var config = new Document("_id", NAME).append("members", List.of(member));
        try {
            admin.runCommand(new Document("replSetInitiate", config));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }

    // Forced, because a member whose own address is missing in the set has no primary to ask.
    private static void reconfigure(MongoDatabase admin, String address) {
        var config = config(admin);
        var member = members(config).getFirst().append("host", address);
        config.append("members", List.of(member))
                .append("version", config.getInteger("version") + 1);
        admin.runCommand(new Document("replSetReconfig", config).append("force", true));
    }

    private static Document config(MongoDatabase admin) {
        return admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
    }

    private static List<Document> members(Document config) {
        return config.getList("members", Document.class);
    }
}
