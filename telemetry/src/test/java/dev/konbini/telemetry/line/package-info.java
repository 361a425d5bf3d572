/// Tests of what a line looks like and where it goes.
@NullMarked
package dev.konbini.telemetry.line;

import org.jspecify.annotations.NullMarked;
