package dev.konbini.logging.ingest;

import org.jspecify.annotations.Nullable;

/// What happened to an order.
///
/// @param traceparent the trace in which it happened (W3C Trace Context); null if it names none
record OrderEvent(String type, String orderId, @Nullable String traceparent) {}
