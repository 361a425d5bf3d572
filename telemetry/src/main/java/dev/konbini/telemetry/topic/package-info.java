/// What whoever makes a topic of Kafka has to wait for.
@NullMarked
package dev.konbini.telemetry.topic;

import org.jspecify.annotations.NullMarked;
