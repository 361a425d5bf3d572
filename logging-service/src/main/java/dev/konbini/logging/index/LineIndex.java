package dev.konbini.logging.index;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An index of lines that is there.
///
/// @param name by which its lines are written, found and booked; it follows from the lines alone
/// @param storedAs what it is called in Elasticsearch: so, or, once it was rebuilt, another of
///   which the name is an alias
/// @param tenant whose it is; null where tenants share it
/// @param day whose lines it keeps, in UTC
/// @param isClosedToWriting whether it has been settled
/// @param mappingVersion of the template that it was made with; 0 where that did not say
public record LineIndex(
        String name,
        String storedAs,
        @Nullable String tenant,
        LocalDate day,
        boolean isClosedToWriting,
        int mappingVersion) {}
