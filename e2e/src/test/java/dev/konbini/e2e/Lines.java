package dev.konbini.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Reads all log lines of the suite.
///
/// @param gateway where to ask
record Lines(Gateway gateway) {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Waits until of each instance every line from its first to its latest is there, each once.
    ///
    /// Instances number their lines without gaps, so a missing number is a lost line.
    void awaitWhole(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var faults = faults();
        while (!faults.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Lines are lost or there twice, by instance: " + faults);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            faults = faults();
        }
    }

    /// What is wrong with an instance's lines, by instance.
    private Map<String, String> faults() {
        return countsByInstance().entrySet().stream()
                .filter(instance -> !isWhole(instance.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> fault(each.getValue())));
    }

    private static boolean isWhole(TreeMap<Long, Integer> counts) {
        return counts.lastKey() == counts.size()
                && counts.values().stream().allMatch(count -> count == 1);
    }

    private static String fault(TreeMap<Long, Integer> counts) {
        var twice = counts.values().stream().filter(count -> count > 1).count();
        return "%d of %d missing, %d twice"
                .formatted(counts.lastKey() - counts.size(), counts.lastKey(), twice);
    }

    /// How often each line is there: by instance, by the line's number.
    private Map<String, TreeMap<Long, Integer>> countsByInstance() {
        var counts = new HashMap<String, TreeMap<Long, Integer>>();
        var path = "/api/logs?tenant=konbini&size=1000";
        for (var next = path; next != null; ) {
            var page = gateway.get(next).good();
            page.path("items")
                    .forEach(line ->
                            counts.computeIfAbsent(
                                            line.path("service.node.name").asString(),
                                            instance -> new TreeMap<>())
                                    .merge(line.path("event.sequence").asLong(), 1, Integer::sum));
            var cursor = page.path("next").asString("");
            next =
                    cursor.isEmpty()
                            ? null
                            : path + "&after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        return counts;
    }
}
