/// Turns each logging event into one line of ECS JSON, numbers it, and hands the same bytes to
/// standard output and to the [spool][dev.konbini.telemetry.spool].
///
/// Boot's ECS formatter writes the JSON; what this package adds is the trace, the span and the
/// number.
@NullMarked
package dev.konbini.telemetry.line;

import org.jspecify.annotations.NullMarked;
