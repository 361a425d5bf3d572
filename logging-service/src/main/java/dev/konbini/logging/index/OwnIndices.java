package dev.konbini.logging.index;

import java.time.LocalDate;
import java.util.Optional;

/// Which tenants have indices of their own, where small ones share.
///
/// What it says of a day that has begun must never change: a line that comes again would look for
/// itself in another index.
public interface OwnIndices {

    /// From which day on `tenant` has an index of its own for each day; empty for never.
    Optional<LocalDate> from(String tenant);
}
