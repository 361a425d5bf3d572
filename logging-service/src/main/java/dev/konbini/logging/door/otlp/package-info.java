/// Reads log records as OpenTelemetry's protocol writes them
/// (<https://opentelemetry.io/docs/specs/otlp/>), in protobuf or JSON, and says them in the Elastic
/// Common Schema.
@NullMarked
package dev.konbini.logging.door.otlp;

import org.jspecify.annotations.NullMarked;
