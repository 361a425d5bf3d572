package dev.konbini.logging.rebuild.web;

import dev.konbini.logging.rebuild.ListIndices.Listed;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An index of lines as operators see it.
///
/// @param tenant whose it is; null where tenants share it
/// @param day whose lines it keeps, in UTC
/// @param lines as many as a search may find
/// @param bytes on disks, copies included
/// @param closedToWriting whether it was settled; a late line opens it
/// @param mappingVersion with which mapping it was made; 0 for one before versions were told
/// @param current whether that is the mapping of today
/// @param rebuilding whether it is being rebuilt
record LogIndexResponse(
        String name,
        @Nullable String tenant,
        boolean shared,
        LocalDate day,
        long lines,
        long bytes,
        boolean closedToWriting,
        int mappingVersion,
        boolean current,
        boolean rebuilding) {

    static LogIndexResponse from(Listed listed) {
        var index = listed.index();
        return new LogIndexResponse(
                index.name(),
                index.tenant(),
                index.tenant() == null,
                index.day(),
                listed.size().lines(),
                listed.size().bytes(),
                index.isClosedToWriting(),
                index.mappingVersion(),
                listed.isCurrent(),
                listed.isBeingRebuilt());
    }
}
