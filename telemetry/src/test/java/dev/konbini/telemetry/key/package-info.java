/// Tests of what stands in place of keys.
@NullMarked
package dev.konbini.telemetry.key;

import org.jspecify.annotations.NullMarked;
