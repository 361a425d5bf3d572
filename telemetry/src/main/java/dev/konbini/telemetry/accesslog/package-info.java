/// One line for each HTTP request that the service has served: method, path, status, milliseconds.
/// Nothing that a caller could hide a secret in: no query, headers or body.
@NullMarked
package dev.konbini.telemetry.accesslog;

import org.jspecify.annotations.NullMarked;
