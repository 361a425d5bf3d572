/// Tests of the line about a request, and of what must not be in it.
@NullMarked
package dev.konbini.telemetry.accesslog;

import org.jspecify.annotations.NullMarked;
