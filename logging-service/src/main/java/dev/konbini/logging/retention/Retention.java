package dev.konbini.logging.retention;

import java.time.Duration;

/// How long lines are kept.
public interface Retention {

    /// How long after its day has ended a line of `tenant` is still kept.
    Duration of(String tenant);
}
