package dev.konbini.cli.status;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one member of the suite is doing.
///
/// @param version empty where it is not known
/// @param pid of the process, running or dead; null for a member that has none here
/// @param port where its clients find it; null for one that somebody else runs
/// @param startedAt null unless it runs
/// @param residentBytes 0 unless it runs here
/// @param role what it is among its equals, such as `primary`; null where it has none
record MemberStatus(
        String name,
        State state,
        String version,
        @Nullable Long pid,
        @Nullable Integer port,
        @Nullable Instant startedAt,
        long residentBytes,
        @Nullable String role) {

    MemberStatus withRole(@Nullable String known) {
        return new MemberStatus(name, state, version, pid, port, startedAt, residentBytes, known);
    }

    /// In which state a member can be.
    enum State {
        /// It does what it is for.
        READY,
        /// It runs but has not begun to answer.
        STARTING,
        /// It answers, but that it cannot work now.
        UNREADY,
        /// It should run and does not.
        DEAD,
        /// It was not started, or was stopped by `down`.
        DOWN,
        /// Somebody else runs it, and it answers.
        EXTERNAL,
        /// Somebody else runs it, and it does not answer.
        UNREACHABLE;

        String shown() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isGood() {
            return List.of(READY, EXTERNAL).contains(this);
        }
    }
}
