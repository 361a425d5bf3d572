package dev.konbini.cli.traffic;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// How long requests took; all in milliseconds.
///
/// @param requests how many there were
/// @param failed how many of them failed; their times count too
/// @param p50 half of all took at most this long, by the nearest-rank method
/// @param max the longest
public record Latencies(int requests, int failed, double p50, double p95, double p99, double max) {

    public static Latencies of(Collection<Exchange> exchanges) {
        var sorted =
                exchanges.stream().map(Exchange::took).sorted().map(Latencies::millis).toList();
        return new Latencies(
                sorted.size(),
                (int) exchanges.stream().filter(Exchange::failed).count(),
                rank(sorted, 0.50),
                rank(sorted, 0.95),
                rank(sorted, 0.99),
                rank(sorted, 1));
    }

    private static double rank(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return 0;
        }
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 10_000.0) / 100.0;
    }
}
