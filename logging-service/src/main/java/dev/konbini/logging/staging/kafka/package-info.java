/// Reads production's lines and sends those that were chosen to staging.
@NullMarked
package dev.konbini.logging.staging.kafka;

import org.jspecify.annotations.NullMarked;
