/// Keeps each log line on disk from the moment it is logged until Kafka has acknowledged it.
///
/// One [Spool] a process. Under its directory each instance has a folder of its own: the segments
/// with the lines, the position up to which they are sent, and a lock that its process holds while
/// it lives. A spool whose lock is free was left by a dead process and is adopted, lines, numbers
/// and all, by the next spool of the same service.
@NullMarked
package dev.konbini.telemetry.spool;

import org.jspecify.annotations.NullMarked;
