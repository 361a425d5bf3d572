/// Carries lines from the [spool][dev.konbini.telemetry.spool] to Kafka in order, and says at
/// intervals that this instance lives.
///
/// One thread does all of it, so nothing else ever waits for Kafka. Publishes `logs` and
/// `heartbeats`, and makes sure that both topics exist.
@NullMarked
package dev.konbini.telemetry.send;

import org.jspecify.annotations.NullMarked;
