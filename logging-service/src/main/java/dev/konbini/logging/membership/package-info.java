/// Knows which instances of which services live, from their heartbeats
/// (`contracts/topics/heartbeats`).
///
/// Each replica reads them all for itself and keeps what it needs in memory. While Kafka is away it
/// goes on showing what it last knew, and as of when.
@NullMarked
package dev.konbini.logging.membership;

import org.jspecify.annotations.NullMarked;
