package dev.konbini.logging.index;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An index of lines that is there.
///
/// @param tenant whose it is; null where tenants share it
/// @param day whose lines it keeps, in UTC
/// @param isClosedToWriting whether it has been settled
public record LineIndex(
        String name, @Nullable String tenant, LocalDate day, boolean isClosedToWriting) {}
