package dev.konbini.bench.kills;

import java.util.Collection;
import java.util.HashSet;

/// What became of what an alert had to tell.
///
/// @param expected how often it fired or resolved, judged once more when all is over
/// @param missing how much of that was not told
/// @param unexpected how much else was told
/// @param again how often something was told once more under the key that it was told by before
record Told(int expected, int missing, int unexpected, int again) {

    /// @param expected the keys of what there was to tell
    /// @param keys those of all deliveries
    static Told of(Collection<String> expected, Collection<String> keys) {
        var missing = new HashSet<>(expected);
        missing.removeAll(keys);
        var told = new HashSet<>(keys);
        var unexpected = new HashSet<>(told);
        unexpected.removeAll(expected);
        return new Told(
                expected.size(), missing.size(), unexpected.size(), keys.size() - told.size());
    }

    /// Whether there was something to tell, and all of it was told and nothing else.
    boolean exact() {
        return expected > 0 && missing == 0 && unexpected == 0;
    }
}
