package dev.konbini.cli.upgrade;

import dev.konbini.cli.upgrade.Spell.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which replica was in which state when, and by which version.
final class Timeline {

    private final List<Spell> ended = new ArrayList<>();
    private final Map<String, Spell> lasting = new LinkedHashMap<>();

    /// Notes that the replica is in another state from now on.
    synchronized void enter(String replica, String version, State state) {
        var now = Instant.now();
        end(replica, now);
        lasting.put(replica, new Spell(replica, version, state, now, null));
    }

    /// Notes the state that the replica is seen in; where it was in that state before, its spell
    /// goes on.
    synchronized void observe(String replica, String version, State state) {
        var present = lasting.get(replica);
        if (present == null || present.state() != state || !present.version().equals(version)) {
            enter(replica, version, state);
        }
    }

    /// Notes that the replica is gone.
    synchronized void leave(String replica) {
        end(replica, Instant.now());
    }

    /// All spells, by replica and time; those that last end at `now`.
    synchronized List<Spell> until(Instant now) {
        List.copyOf(lasting.keySet()).forEach(replica -> end(replica, now));
        return List.copyOf(ended);
    }

    private void end(String replica, Instant now) {
        var spell = lasting.remove(replica);
        if (spell != null) {
            ended.add(new Spell(replica, spell.version(), spell.state(), spell.since(), now));
        }
    }
}
