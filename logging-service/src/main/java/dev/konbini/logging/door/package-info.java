/// Where lines come in from outside, whatever protocol brought them: within their tenant's quota,
/// completed, masked, and in Kafka before their sender is told that they were taken.
///
/// Uses [dev.konbini.logging.tenant] (what is agreed with whom), [dev.konbini.logging.mask],
/// [dev.konbini.logging.parse] and [dev.konbini.logging.membership] (among how many replicas a
/// quota is shared). Publishes [TakeLines], [KeepTaking] for receivers that push back on their
/// senders, and what bounds how much of a tenant is held at once: [InFlight], [ReadBody], [Parts].
/// `web` is the way in over HTTP, `otlp` reads what OpenTelemetry sends.
@NullMarked
package dev.konbini.logging.door;

import org.jspecify.annotations.NullMarked;
