/// Tests of what every service runs with; [dev.konbini.telemetry.service.TestService] is such a
/// service.
@NullMarked
package dev.konbini.telemetry;

import org.jspecify.annotations.NullMarked;
