package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Exchange;
import dev.konbini.cli.traffic.Latencies;
import dev.konbini.cli.traffic.Observed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What happened when in an upgrade.
///
/// @param began when the journeys did
/// @param rolling when the first replica was told to go
/// @param rolled when the last one was replaced, or all were back
/// @param complaint why it stopped or went back, as a sentence; empty where it went through
record Course(Instant began, Instant rolling, Instant rolled, Optional<String> complaint) {

    /// Latencies `before`, `during` and `after`, each for connections `kept` and `fresh`.
    Map<String, Map<String, Latencies>> phases(Observed observed) {
        var phases = new LinkedHashMap<String, Map<String, Latencies>>();
        phases.put("before", byConnection(observed.between(began, rolling)));
        phases.put("during", byConnection(observed.between(rolling, rolled)));
        phases.put("after", byConnection(observed.between(rolled, Instant.MAX)));
        return phases;
    }

    /// Latencies of each step of the journeys while members were being replaced.
    Map<String, Latencies> steps(Observed observed) {
        return by(Exchange::step, observed.between(rolling, rolled));
    }

    private static Map<String, Latencies> byConnection(List<Exchange> exchanges) {
        return by(each -> each.keptAlive() ? "kept" : "fresh", exchanges);
    }

    private static Map<String, Latencies> by(
            Function<Exchange, String> what, List<Exchange> exchanges) {
        return exchanges.stream()
                .collect(
                        Collectors.groupingBy(
                                what,
                                TreeMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), Latencies::of)));
    }
}
