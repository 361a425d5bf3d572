/// Reads the letters out of their topic.
@NullMarked
package dev.konbini.logging.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
