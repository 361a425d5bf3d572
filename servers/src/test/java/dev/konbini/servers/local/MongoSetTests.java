package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoSetTests {

    @Test
    void levelMembersAreNoTrouble() {
        assertThat(
                        MongoSet.troubles(
                                List.of(member(1, "PRIMARY", 100), member(2, "SECONDARY", 99))))
                .isEmpty();
    }

    @Test
    void memberThatIsAwayStartingOrBehindIsNamed() {
        var away =
                new Document("name", "127.0.0.1:1").append("stateStr", "(not reachable/healthy)");

        assertThat(
                        MongoSet.troubles(
                                List.of(
                                        away,
                                        member(2, "PRIMARY", 100),
                                        member(3, "STARTUP2", 100),
                                        member(4, "SECONDARY", 90))))
                .containsExactly(
                        "MongoDB's member at 127.0.0.1:1 is (not reachable/healthy).",
                        "MongoDB's member at 127.0.0.1:3 is STARTUP2.",
                        "MongoDB's member at 127.0.0.1:4 is 10 s behind.");
    }

    private static Document member(int port, String state, int second) {
        return new Document("name", "127.0.0.1:" + port)
                .append("stateStr", state)
                .append("optimeDate", new BsonDateTime(second * 1_000L));
    }
}
