package dev.konbini.cli.capacity;

import java.util.Collection;

/// On what the consumers of all replicas spent their time, in shares that make 1 together.
///
/// @param elasticsearch waiting for it to take lines and the ledger
/// @param own reading lines, and what else is done with a batch
/// @param kafka waiting for it: for lines, and for commits
record Shares(double elasticsearch, double own, double kafka) {

    /// @param consumers of all replicas that had something to read
    static Shares of(Collection<ReplicaUse> uses, int consumers) {
        var seconds = uses.stream().mapToDouble(ReplicaUse::seconds).average().orElse(0);
        var taking = uses.stream().mapToDouble(ReplicaUse::taking).sum();
        var waiting = uses.stream().mapToDouble(use -> use.writing() + use.booking()).sum();
        // A batch counts when it is done, so one that was begun before may make it more.
        var all = Math.max(seconds * consumers, taking);
        return all == 0
                ? new Shares(0, 0, 1)
                : new Shares(
                        waiting / all,
                        Math.max(0, taking - waiting) / all,
                        (all - Math.max(taking, waiting)) / all);
    }
}
