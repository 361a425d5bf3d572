package dev.konbini.gateway.replica;

import java.util.Locale;

/// Why an attempt at one replica gave no answer to pass on.
enum Failure {
    /// No connection came about: nothing was sent.
    REFUSED,
    /// The connection ended before the head of an answer: the replica may have begun.
    BROKEN_OFF,
    /// The client's body ended before its end: the replica got a part of the request.
    CLIENT_BROKE_OFF,
    /// No head of an answer in time: the replica may still be at it.
    TIMED_OUT;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
