package dev.konbini.servers;

/// What stopped a server from being fetched, started or stopped, and what the reader can do about
/// it.
///
/// The message holds both, so a command line may print it as it is.
public final class ServerException extends RuntimeException {

    /// @param what what happened, as a sentence without its full stop
    /// @param remedy what to do, as a sentence without its full stop
    public ServerException(String what, String remedy) {
        super(what + ". " + remedy + ".");
    }

    /// As the other, keeping the failure underneath.
    public ServerException(String what, String remedy, Throwable cause) {
        super(what + ". " + remedy + ".", cause);
    }
}
