package dev.konbini.logging.ingest;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a line's record holds, fit to be kept.
///
/// @param json the object as it is kept: the record's own bytes unless something had to be moved
/// @param time the line's time, null where it has none that can be read
/// @param others its values that no mapped field holds
/// @param flags what was done to it
/// @param aside a JSON object with what was moved aside, by name; null where nothing was
@SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
record LineContent(
        byte[] json,
        @Nullable Instant time,
        OtherFields others,
        Set<Flag> flags,
        @Nullable String aside) {

    /// The same with one more flag.
    LineContent with(Flag flag) {
        var more = EnumSet.of(flag);
        more.addAll(flags);
        return new LineContent(json, time, others, more, aside);
    }

    /// The members of `konbini` besides id and tenant, each with a comma before it.
    String members() {
        if (others.isEmpty() && flags.isEmpty() && !others.isCut()) {
            return "";
        }
        var members = new StringBuilder();
        if (!flags.isEmpty() || others.isCut()) {
            members.append(",\"flags\":[");
            flags.forEach(flag -> members.append('"').append(flag.label()).append("\","));
            if (others.isCut()) {
                members.append('"').append(Flag.CUT.label()).append("\",");
            }
            members.setCharAt(members.length() - 1, ']');
        }
        others.appendTo(members);
        if (aside != null) {
            members.append(",\"conflicts\":").append(aside);
        }
        return members.toString();
    }
}
