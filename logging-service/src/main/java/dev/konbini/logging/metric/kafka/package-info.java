/// Binds the intake of points to its topic through Spring Cloud Stream.
@NullMarked
package dev.konbini.logging.metric.kafka;

import org.jspecify.annotations.NullMarked;
