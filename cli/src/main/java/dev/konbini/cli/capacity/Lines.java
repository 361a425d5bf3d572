package dev.konbini.cli.capacity;

/// Lines without end, to be sent.
interface Lines {

    /// The line with this number, from 0, as JSON in UTF-8.
    byte[] line(long number);
}
