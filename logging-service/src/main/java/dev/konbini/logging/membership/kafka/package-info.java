/// Reads the heartbeats out of their topic.
@NullMarked
package dev.konbini.logging.membership.kafka;

import org.jspecify.annotations.NullMarked;
