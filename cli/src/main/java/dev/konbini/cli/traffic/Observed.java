package dev.konbini.cli.traffic;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What was seen from outside while traffic ran. Safe to read while it does.
public final class Observed {

    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final AtomicLong passedOver = new AtomicLong();
    private volatile boolean shows = true;

    void note(Exchange exchange) {
        exchanges.add(exchange);
    }

    void acknowledge(String order) {
        acknowledged.add(order);
    }

    void leaveUnanswered(String order) {
        unanswered.add(order);
    }

    void show(String order) {
        shown.add(order);
    }

    void passOver(long lines) {
        passedOver.addAndGet(lines);
    }

    void showNothing() {
        shows = false;
    }

    /// Ids of the orders that the live tail has shown, each as often as it did; empty where a
    /// replica that was asked has no tail.
    public Optional<List<String>> shown() {
        return shows ? Optional.of(List.copyOf(shown)) : Optional.empty();
    }

    /// How many lines the live tail has said that it passes over.
    public long passedOver() {
        return passedOver.get();
    }

    /// Ids of the orders that were answered with 201.
    public Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /// Ids of the orders whose request failed: they may have been taken or not.
    public Set<String> unanswered() {
        return Set.copyOf(unanswered);
    }

    /// What was sent in a span of time, the end excluded.
    public List<Exchange> between(Instant from, Instant to) {
        return exchanges.stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .toList();
    }

    /// All that failed so far, in the order in which it was noted.
    public List<Exchange> failures() {
        return exchanges.stream().filter(Exchange::failed).toList();
    }

    public Collection<Exchange> all() {
        return List.copyOf(exchanges);
    }
}
