/// Tests of what reaches Kafka, from a broker that is there, one that comes and goes, and processes
/// that are killed.
@NullMarked
package dev.konbini.telemetry.send;

import org.jspecify.annotations.NullMarked;
