package dev.konbini.logging.staging;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.konbini.logging.tenant.StagingSlice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What production's and staging's version of the pipeline made of the same lines, as far as one
/// look goes.
///
/// @param from the first time that is compared, by the lines' own time
/// @param to where that ends, itself not among it
/// @param slice which lines staging gets
/// @param sliceSetAt when the tenant's setting was last changed: lines of before may be missing
///   only because they belonged to no slice
/// @param feedLag lines of production that the feed has still to look at; null where not known
/// @param intakeLag lines in staging's topic that staging has still to keep; null where not known
/// @param missingIsFinal whether staging had kept all that was fed when the look began; if not,
///   what is missing may be on its way
/// @param counts how many lines
/// @param differences by field, most lines first
/// @param furtherDifferences lines whose difference is in a field that is not listed, because too
///   many are
/// @param letters dead letters that the versions do not agree on, by reasons
/// @param missing examples
/// @param onlyInStaging examples
/// @param next goes into `after` to look on where this look ended; null at the end. Counts of looks
///   that follow one another add up
public record Comparison(
        String tenant,
        Instant from,
        Instant to,
        StagingSlice slice,
        @Nullable Instant sliceSetAt,
        @Nullable Long feedLag,
        @Nullable Long intakeLag,
        boolean missingIsFinal,
        Counts counts,
        List<Difference> differences,
        long furtherDifferences,
        List<Letters> letters,
        List<Line> missing,
        List<Line> onlyInStaging,
        @Nullable String next) {

    /// How many lines.
    ///
    /// @param lookedAt in production, in and out of the slice, and in staging
    /// @param compared kept by both versions: equal and different together
    /// @param equal made the same of by both
    /// @param different not made the same of
    /// @param missing fed, and nowhere in staging
    /// @param notFedYet the feed has yet to come to them
    /// @param onlyInStaging kept there, and nowhere in production
    /// @param otherRecord of an id that its sender used twice, of which the versions keep another
    ///   record each
    /// @param deadLettersAlike dead letters in both, for the same reason
    /// @param deadLettersApart dead letters in one alone, or for another reason
    /// @param unmaskable dead letters of production that are no JSON objects and so were not fed
    /// @param maskedValues values that were not compared, because a mask stands in them
    public record Counts(
            long lookedAt,
            long compared,
            long equal,
            long different,
            long missing,
            long notFedYet,
            long onlyInStaging,
            long otherRecord,
            long deadLettersAlike,
            long deadLettersApart,
            long unmaskable,
            long maskedValues) {}

    /// A field that differs in some lines.
    ///
    /// @param field with dots
    /// @param change `added` in staging, `removed` there, or `changed`
    /// @param lines in how many it does
    /// @param examples some of them
    public record Difference(String field, Change change, long lines, List<Example> examples) {}

    /// How a field differs.
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED;

        /// As answers name it.
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A line in which a field differs.
    ///
    /// @param id of its documents
    /// @param origin its place in production's Kafka
    /// @param production the field's value as JSON, masked, its beginning; null where it has none
    /// @param staging the same in staging
    public record Example(
            String id, String origin, @Nullable String production, @Nullable String staging) {}

    /// Lines that became dead letters on one side alone, or for another reason.
    ///
    /// @param production the reason's type in production; null where the line was kept there
    /// @param staging the same in staging
    /// @param origins some of their places
    public record Letters(
            @Nullable String production,
            @Nullable String staging,
            long lines,
            List<String> origins) {}

    /// A line.
    public record Line(String id, String origin) {}
}
