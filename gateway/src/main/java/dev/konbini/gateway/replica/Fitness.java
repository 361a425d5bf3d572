package dev.konbini.gateway.replica;

/// Whether a replica gets requests, best first: one that is not [#FIT] gets them only while no
/// better one is left.
public enum Fitness {
    /// Ready, as far as is known.
    FIT("ready"),
    /// Says itself that it is not ready: it warms up, or drains and is about to leave.
    UNREADY("not ready"),
    /// Refused a connection; not asked again until it takes one.
    SET_ASIDE("not reachable");

    private final String words;

    Fitness(String words) {
        this.words = words;
    }

    /// Says it to a person.
    public String words() {
        return words;
    }
}
