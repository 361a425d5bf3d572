package dev.konbini.transaction.order;

import dev.konbini.transaction.payment.Card;
import dev.konbini.transaction.trace.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try to pay for an order.
///
/// @param number from 1
/// @param fingerprint of how it is paid and where it goes; requests with the same drive the same
///   attempt
/// @param requestName the name of the request that began it, if it had one
/// @param trace the trace that began it
public record Attempt(
        int number,
        String fingerprint,
        @Nullable String requestName,
        Card card,
        Instant startedAt,
        TraceParent trace) {}
