package dev.konbini.servers.local;

/// Hears what happens while servers are fetched and started; called from several threads at once.
@FunctionalInterface
public interface Progress {

    /// Hears nothing.
    Progress NONE = (server, kind, message) -> {};

    /// Hears one thing.
    ///
    /// @param server which server it is about
    /// @param message a few words, without a full stop
    void report(String server, Kind kind, String message);

    /// How much a report matters.
    enum Kind {
        /// It goes on.
        STEP,
        /// The server can be used.
        READY,
        /// It works, but not as it should: the user must be told.
        WARNING
    }
}
