package dev.konbini.cli.contracts;

/// One reason why this version may not run beside a released one.
///
/// @param file the contract, relative to the folder of all contracts
/// @param pointer where in it, as a JSON pointer (RFC 6901); what was removed is found there in the
///   released file, anything else in the current one; empty for the file as a whole
/// @param what what was changed
/// @param why whom it breaks
public record Breach(String file, String pointer, String what, String why) {

    /// The place as people write it: file, `#` and pointer.
    public String place() {
        return pointer.isEmpty() ? file : file + "#" + pointer;
    }

    @Override
    public String toString() {
        return "%s: %s: %s.".formatted(place(), what, why);
    }
}
