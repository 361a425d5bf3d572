/// Measured values of 1,300 servers: taken in, kept, rolled up, found and read.
///
/// Points come in through [TakePoints], wait in Kafka (`contracts/topics/metrics`) and are written
/// to Elasticsearch once in effect: as they are, ten seconds apart, for days, and as five-minute
/// roll-ups for a year. Decides what a path may look like, how long what is kept, and which
/// resolution a time is read in (`docs/decisions/metrics.md`).
///
/// Publishes [TakePoints] for those who bring points in, and [FindNodes] and [ReadSeries] for those
/// who show them.
@NullMarked
package dev.konbini.logging.metric;

import org.jspecify.annotations.NullMarked;
