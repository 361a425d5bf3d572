package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Exchange;
import dev.konbini.cli.traffic.Latencies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that is known after an upgrade; the report is made of it.
///
/// @param from versions that ran before
/// @param to version that was wanted
/// @param complaint why it stopped or went back, as a sentence; null where it went through
/// @param phases latencies `before`, `during` and `after`, each for connections `kept` and `fresh`
/// @param steps latencies of each step of the journeys `during`, such as `order`
/// @param spells of each replica
/// @param acknowledged how many orders were answered with 201
/// @param tallies of the stores
/// @param reserved pieces reserved for the orders meanwhile
/// @param failures the requests that failed
/// @param excused how many more failed that had to, because what they need was away
/// @param passedOver how many lines the live tail has said that it passes over
record Outcome(
        List<String> from,
        String to,
        Instant began,
        Instant rolling,
        Instant rolled,
        Instant ended,
        @Nullable String complaint,
        Map<String, Map<String, Latencies>> phases,
        Map<String, Latencies> steps,
        List<Spell> spells,
        int requestsPerSecond,
        int acknowledged,
        int unanswered,
        List<Tally> tallies,
        int reserved,
        List<Exchange> failures,
        int excused,
        long passedOver) {

    /// What speaks against the upgrade, in words; empty where it kept its promise.
    List<String> verdict() {
        var reasons = new ArrayList<String>();
        if (complaint != null) {
            reasons.add(complaint);
        }
        if (!failures.isEmpty()) {
            reasons.add("%d requests failed.".formatted(failures.size()));
        }
        if (acknowledged == 0) {
            reasons.add("No order was taken, so nothing is proven.");
        }
        for (var tally : tallies) {
            if (!tally.lost().isEmpty()) {
                reasons.add(
                        "%s lacks %d of %d orders."
                                .formatted(tally.store(), tally.lost().size(), tally.expected()));
            }
            if (!tally.twice().isEmpty()) {
                reasons.add(
                        "%s has %d orders more than once."
                                .formatted(tally.store(), tally.twice().size()));
            }
        }
        if (passedOver > 0 && tallies.stream().anyMatch(tally -> !tally.lost().isEmpty())) {
            reasons.add("The live tail said that it passed over %,d lines.".formatted(passedOver));
        }
        if (reserved < acknowledged || reserved > acknowledged + unanswered) {
            reasons.add(
                    "Stock for %d pieces is reserved, for %d orders of one piece each."
                            .formatted(reserved, acknowledged));
        }
        return List.copyOf(reasons);
    }

    boolean isGood() {
        return verdict().isEmpty();
    }

    int requests() {
        return phases.values().stream()
                .flatMap(phase -> phase.values().stream())
                .mapToInt(Latencies::requests)
                .sum();
    }
}
