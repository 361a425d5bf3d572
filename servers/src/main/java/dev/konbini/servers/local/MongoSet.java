package dev.konbini.servers.local;

import com.mongodb.MongoException;
import dev.konbini.servers.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.Document;

/// A replica set of a suite's own, as those see it who replace its members one by one.
///
/// @param addresses `HOST:PORT` of all members
public record MongoSet(List<String> addresses) {

    /// How far a member may be behind the primary and still count as level with it: optimes have
    /// whole seconds.
    private static final Duration LEVEL = Duration.ofSeconds(1);

    private static final int STEPPED_DOWN_SECONDS = 60;
    private static final int CATCH_UP_SECONDS = 10;

    public MongoSet {
        addresses = List.copyOf(addresses);
    }

    /// Where clients find the set, whichever of its members is away.
    public String uri() {
        return new ReplicaSet(addresses).uri();
    }

    /// The address of the member that takes writes now; empty during an election.
    public Optional<String> primary() {
        return addresses.stream().parallel().filter(MongoProbe::takesWrites).findAny();
    }

    /// What is missing until each member could be lost and nobody would notice; empty if nothing
    /// is.
    public List<String> troubles() {
        var primary = primary();
        if (primary.isEmpty()) {
            return List.of("MongoDB has no primary.");
        }
        try (var client = MongoProbe.direct(primary.get())) {
            var status =
                    client.getDatabase("admin").runCommand(new Document("replSetGetStatus", 1));
            return troubles(status.getList("members", Document.class));
        } catch (MongoException e) {
            return List.of("MongoDB's primary at %s has gone.".formatted(primary.get()));
        }
    }

    /// @param members as `replSetGetStatus` of the primary tells of them
    static List<String> troubles(List<Document> members) {
        var newest = members.stream().mapToLong(MongoSet::optimeMillis).max().orElse(0);
        var troubles = new ArrayList<String>();
        for (var member : members) {
            var name = member.getString("name");
            var state = member.getString("stateStr");
            var behind = newest - optimeMillis(member);
            if (!List.of("PRIMARY", "SECONDARY").contains(state)) {
                troubles.add("MongoDB's member at %s is %s.".formatted(name, state));
            } else if (behind > LEVEL.toMillis()) {
                troubles.add(
                        "MongoDB's member at %s is %d s behind."
                                .formatted(name, Duration.ofMillis(behind).toSeconds()));
            }
        }
        return troubles;
    }

    private static long optimeMillis(Document member) {
        return member.toBsonDocument().getDateTime("optimeDate", new BsonDateTime(0)).getValue();
    }

    /// Has the primary at `address` hand its office over to a member that has caught up.
    ///
    /// @throws ServerException if none does
    public void stepDown(String address) {
        try (var client = MongoProbe.direct(address)) {
            client.getDatabase("admin")
                    .runCommand(
                            new Document("replSetStepDown", STEPPED_DOWN_SECONDS)
                                    .append("secondaryCatchUpPeriodSecs", CATCH_UP_SECONDS));
        } catch (MongoException e) {
            throw new ServerException(
                    "MongoDB's primary at " + address + " does not step down: " + e.getMessage(),
                    "See the logs of the members",
                    e);
        }
    }
}
