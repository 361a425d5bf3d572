package dev.konbini.commerce.precondition;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a caller demands of the version that is there before its edit is made.
public sealed interface Precondition {

    /// Whether an edit of what is at `version` may go on.
    ///
    /// @param version null where there is nothing yet
    boolean permits(@Nullable Long version);

    /// Reads the headers. If-Match takes precedence (RFC 9110, section 13.2.2). A tag that is not
    /// of [EntityTag]'s making, a weak one among them, matches nothing.
    static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null) {
            return ifMatch.strip().equals("*") ? new Exists() : OneOf.read(ifMatch);
        }
        return ifNoneMatch != null && ifNoneMatch.strip().equals("*") ? new Absent() : new None();
    }

    /// Nothing is demanded: the last edit wins.
    record None() implements Precondition {
        @Override
        public boolean permits(@Nullable Long version) {
            return true;
        }
    }

    /// Something must be there.
    record Exists() implements Precondition {
        @Override
        public boolean permits(@Nullable Long version) {
            return version != null;
        }
    }

    /// Nothing must be there yet.
    record Absent() implements Precondition {
        @Override
        public boolean permits(@Nullable Long version) {
            return version == null;
        }
    }

    /// One of these versions must be there.
    record OneOf(Set<Long> versions) implements Precondition {

        private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})(-[0-9a-f]{8})?\"");

        static OneOf read(String ifMatch) {
            return new OneOf(
                    Arrays.stream(ifMatch.split(",", 100))
                            .map(tag -> TAG.matcher(tag.strip()))
                            .filter(Matcher::matches)
                            .map(tag -> Long.valueOf(tag.group(1)))
                            .collect(Collectors.toUnmodifiableSet()));
        }

        @Override
        public boolean permits(@Nullable Long version) {
            return version != null && versions.contains(version);
        }
    }
}
