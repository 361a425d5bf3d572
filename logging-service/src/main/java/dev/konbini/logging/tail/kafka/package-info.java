/// Reads the topic of lines for those who tail.
@NullMarked
package dev.konbini.logging.tail.kafka;

import org.jspecify.annotations.NullMarked;
