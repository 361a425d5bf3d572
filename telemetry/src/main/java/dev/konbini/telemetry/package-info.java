/// What every service runs with: log lines and heartbeats into Kafka, metrics, tracing and an
/// access log.
///
/// Built like a Boot starter: on the class path it is active. Settings are in
/// [TelemetryProperties]; the defaults that it gives Boot's own settings are in
/// `META-INF/konbini/defaults.properties`, each with its reason. Publishes the topics `logs` and
/// `heartbeats`, as written down in `contracts/topics`.
@NullMarked
package dev.konbini.telemetry;

import org.jspecify.annotations.NullMarked;
