package dev.konbini.servers.local;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;

/// Makes `mongod`s the members of one replica set.
///
/// The first member leads: it forms the set, and takes it along where all have moved to other
/// ports; the others learn of it by heartbeat. Repeating it changes nothing.
///
/// @param addresses `HOST:PORT` of all members, the leading one first
record ReplicaSet(List<String> addresses) {

    static final String NAME = "rs0";

    private static final int NOT_YET_INITIALIZED = 94;

    /// On one machine a member that is gone is gone at once, so it is missed after two seconds
    /// rather than ten; heartbeats are as much more frequent.
    private static final Document SETTINGS =
            new Document("electionTimeoutMillis", 2_000).append("heartbeatIntervalMillis", 500);

    ReplicaSet {
        addresses = List.copyOf(addresses);
    }

    /// Where clients find the set, whichever of its members is away.
    String uri() {
        return "mongodb://" + String.join(",", addresses) + "/?replicaSet=" + NAME;
    }

    /// Whether the member at `address`, which listens, is in the set as it is wanted. The leading
    /// member does what is missing for that, so this is to be asked again until it is so.
    boolean has(String address) {
        try (var client = MongoProbe.direct(address)) {
            var admin = client.getDatabase("admin");
            var config = config(admin);
            if (config.map(ReplicaSet::hosts).filter(addresses::equals).isPresent()) {
                return true;
            }
            if (address.equals(addresses.getFirst())) {
                config.ifPresentOrElse(moved -> follow(admin, moved), () -> initiate(admin));
            }
            return false;
        } catch (MongoException notYet) {
            // Its log says why; whoever waits shows the end of that.
            return false;
        }
    }

    /// Forms the set when all members listen, unless others have one: that comes by heartbeat to a
    /// member that has lost its data.
    private void initiate(MongoDatabase admin) {
        var others = addresses.subList(1, addresses.size());
        if (!others.stream().allMatch(MongoProbe::listens)
                || others.stream().anyMatch(this::knows)) {
            return;
        }
        var config = new Document("_id", NAME).append("members", members());
        if (!others.isEmpty()) {
            config.append("settings", SETTINGS);
        }
        admin.runCommand(new Document("replSetInitiate", config));
    }

    private boolean knows(String address) {
        try (var client = MongoProbe.direct(address)) {
            return config(client.getDatabase("admin")).isPresent();
        }
    }

    // Forced, because a member whose own address is missing in the set has no primary to ask.
    private void follow(MongoDatabase admin, Document config) {
        var members = config.getList("members", Document.class);
        if (members.size() != addresses.size()) {
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            members.get(i).append("host", addresses.get(i));
        }
        config.append("version", config.getInteger("version") + 1);
        admin.runCommand(new Document("replSetReconfig", config).append("force", true));
    }

    private List<Document> members() {
        return IntStream.range(0, addresses.size())
                .mapToObj(id -> new Document("_id", id).append("host", addresses.get(id)))
                .toList();
    }

    private static Optional<Document> config(MongoDatabase admin) {
        try {
            return Optional.of(
                    admin.runCommand(new Document("replSetGetConfig", 1))
                            .get("config", Document.class));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == NOT_YET_INITIALIZED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<String> hosts(Document config) {
        return config.getList("members", Document.class).stream()
                .map(member -> member.getString("host"))
                .toList();
    }
}
