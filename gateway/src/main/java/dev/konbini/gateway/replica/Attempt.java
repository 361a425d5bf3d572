package dev.konbini.gateway.replica;

/// What one attempt at one replica gave.
sealed interface Attempt {

    /// A head of an answer came.
    record Answered(Answer answer) implements Attempt {}

    /// None came.
    ///
    /// @param reason for the log
    record Failed(Failure failure, String reason) implements Attempt {}
}
