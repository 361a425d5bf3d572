/// Asks Kafka how far lines have been indexed.
@NullMarked
package dev.konbini.logging.alert.kafka;

import org.jspecify.annotations.NullMarked;
