package dev.konbini.transaction.outbox;

import java.time.Instant;

/// One event that is true and not yet in Kafka, in the form it is stored and sent in.
///
/// It is written out in full when it becomes true, so that whoever sends it, in whichever version,
/// sends the same bytes.
///
/// @param id the same in each delivery
/// @param traceparent the trace in which it became true
/// @param body the CloudEvent as JSON
public record OutboxEvent(String id, String type, Instant at, String traceparent, String body) {}
