package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Exchange;
import dev.konbini.cli.traffic.Latencies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is known after an upgrade; the report is made of it.
///
/// @param from versions that ran before
/// @param to version that was wanted
/// @param complaint why it stopped or went back, and what does not run as it should, in sentences;
///   null where it went through
/// @param phases latencies `before`, `during` and `after`, each for connections `kept` and `fresh`
/// @param steps latencies of each step of the journeys `during`, such as `order`
/// @param spells of each replica
/// @param acknowledged how many orders were answered with 201
/// @param tallies of the stores
/// @param reserved pieces reserved for the orders meanwhile; null where that could not be read
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
        @Nullable Integer reserved,
        List<Exchange> failures,
        int excused,
        long passedOver) {

    /// What is to be said of it in a word.
    enum Judgement {
        KEPT("kept"),
        NOT_PROVEN("not proven"),
        BROKEN("broken");

        private final String shown;

        Judgement(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }

    Judgement judgement() {
        if (!breaches().isEmpty()) {
            return Judgement.BROKEN;
        }
        return gaps().isEmpty() ? Judgement.KEPT : Judgement.NOT_PROVEN;
    }

    /// What speaks against the upgrade, in words; empty where it is proven that it kept its
    /// promise.
    List<String> verdict() {
        return Stream.concat(breaches().stream(), gaps().stream()).toList();
    }

    private List<String> gaps() {
        var reasons = new ArrayList<String>();
        if (acknowledged == 0) {
            reasons.add("No order was taken, so nothing is proven.");
        }
        for (var tally : tallies) {
            if (tally.notProven() != null) {
                reasons.add(
                        "%s could not be read, so nothing is proven of it: %s."
                                .formatted(tally.store(), tally.notProven()));
            }
        }
        if (reserved == null) {
            reasons.add("The stock that is reserved could not be read.");
        }
        return reasons;
    }

    private List<String> breaches() {
        var reasons = new ArrayList<String>();
        if (complaint != null) {
            reasons.add(complaint);
        }
        if (!failures.isEmpty()) {
            reasons.add("%d requests failed.".formatted(failures.size()));
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
        if (reserved != null && (reserved < acknowledged || reserved > acknowledged + unanswered)) {
            reasons.add(
                    "Stock for %d pieces is reserved, for %d orders of one piece each."
                            .formatted(reserved, acknowledged));
        }
        return reasons;
    }

    boolean isGood() {
        return judgement() == Judgement.KEPT;
    }

    int requests() {
        return phases.values().stream()
                .flatMap(phase -> phase.values().stream())
                .mapToInt(Latencies::requests)
                .sum();
    }
}
