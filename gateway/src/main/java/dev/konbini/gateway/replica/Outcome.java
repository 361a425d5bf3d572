package dev.konbini.gateway.replica;

import java.time.Duration;

/// What became of a request that was to be carried to a service.
public sealed interface Outcome {

    /// A replica answered, whatever it answered. Whoever gets it closes it.
    record Answered(Answer answer) implements Outcome {}

    /// No replica took the request; nothing was done.
    record NoReplica(Duration retryAfter) implements Outcome {}

    /// Too many requests found no replica of late; this one was not even tried.
    record CircuitOpen(Duration retryAfter) implements Outcome {}

    /// So many wait for the service that the gateway holds no more; this one was not even tried.
    record Busy(Duration retryAfter) implements Outcome {}

    /// The client sent a part of its request and left, or sent more than is taken.
    record ClientBrokeOff() implements Outcome {}

    /// A replica took the request and then broke off. It may have been carried out, and it is not
    /// of a kind that may be sent again, or all attempts ended so.
    record BrokenOff() implements Outcome {}

    /// No replica answered in time. The request may have been carried out.
    record TimedOut() implements Outcome {}
}
