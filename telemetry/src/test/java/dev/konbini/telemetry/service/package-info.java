/// The service that telemetry is tested in. In a package of its own: its component scan must not
/// find telemetry's.
@NullMarked
package dev.konbini.telemetry.service;

import org.jspecify.annotations.NullMarked;
