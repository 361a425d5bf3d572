package dev.konbini.logging.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.RealLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Of real logs at least 95 of 100 lines that have a time, a level or a host are understood. Prints
/// how many are.
class RealLogsTests {

    private static final String TIME = "@timestamp";
    private static final String LEVEL = "log.level";
    private static final String HOST = "host.name";

    /// What each line of a system has.
    private static final Map<String, List<String>> HAS =
            Map.of(
                    // 03-17 16:13:38.811  1702  2395 D WindowManager: …
                    "Android", List.of(TIME, LEVEL),
                    // [Sun Dec 04 04:47:44 2005] [notice] …
                    "Apache", List.of(TIME, LEVEL),
                    // 081109 203615 148 INFO dfs.DataNode$PacketResponder: …
                    "HDFS", List.of(TIME, LEVEL),
                    // 2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.…: …
                    "Hadoop", List.of(TIME, LEVEL),
                    // Jun 14 15:16:01 combo sshd(pam_unix)[19939]: …
                    "Linux", List.of(TIME, HOST),
                    // Dec 10 06:55:46 LabSZ sshd[24200]: …
                    "OpenSSH", List.of(TIME, HOST),
                    // nova-api.log.1.… 2017-05-16 00:00:00.008 25746 INFO nova.… [req-…] …
                    "OpenStack", List.of(TIME, LEVEL),
                    // 2015-07-29 17:41:44,747 - INFO  [QuorumPeer[myid=1]/…:Class@774] - …
                    "Zookeeper", List.of(TIME, LEVEL));

    @BeforeAll
    static void needLogs() {
        RealLogs.assumeThere();
    }

    @Test
    void timeLevelAndHostAreFoundWhereALineHasThem() {
        var table = new StringBuilder("system      lines  time  level  host\n");
        for (var system : RealLogs.SYSTEMS) {
            var lines = RealLogs.lines(system);
            var found = lines.stream().map(Lines::ofText).toList();
            var counts = new ArrayList<Long>();
            for (var name : List.of(TIME, LEVEL, HOST)) {
                var count =
                        found.stream()
                                .filter(line -> !Lines.field(line, name).isEmpty())
                                .filter(line ->
                                        !Lines.field(line, name).equals(Lines.ARRIVAL.toString()))
                                .count();
                counts.add(count);
                var has = HAS.getOrDefault(system, List.of()).contains(name);
                assertThat(count * 100)
                        .as("%s of %s", name, system)
                        .isGreaterThanOrEqualTo(has ? 95L * lines.size() : 0);
                if (!has) {
                    assertThat(count).as("%s of %s, which has none", name, system).isZero();
                }
            }
            table.append(
                    "%-10s %6d %5d %6d %5d%n"
                            .formatted(
                                    system,
                                    lines.size(),
                                    counts.get(0),
                                    counts.get(1),
                                    counts.get(2)));
        }
        System.out.println(table);
    }

    @Test
    void nothingOfALineIsLost() {
        for (var system : RealLogs.SYSTEMS) {
            for (var text : RealLogs.lines(system)) {
                var line = Lines.ofText(text);

                assertThat(
                                List.of(
                                        Lines.field(line, "event.original"),
                                        Lines.field(line, "message")))
                        .contains(text);
            }
        }
    }
}
