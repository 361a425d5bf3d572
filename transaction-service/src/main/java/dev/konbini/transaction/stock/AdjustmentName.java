package dev.konbini.transaction.stock;

import java.time.Instant;

/// What an adjustment is known by, so that its repeat adjusts nothing.
///
/// @param request hash of the name of the request
/// @param until when that name is forgotten; a later request of the same name is another adjustment
public record AdjustmentName(String request, Instant until) {

    /// What is between the two in [#text].
    public static final String SEPARATOR = "@";

    public String text() {
        return request + SEPARATOR + until.toEpochMilli();
    }
}
