/// Shows lines as they come in, from Kafka, before they are indexed.
///
/// One consumer of each replica reads for all who tail there, and only while somebody does. Where a
/// tailer is, its [dev.konbini.logging.tail.Position], is a place in Kafka and says nothing of the
/// replica, so it goes on at any other (`docs/decisions/live-tail.md`). Whatever is passed over is
/// counted and said. Uses [dev.konbini.logging.ingest] for what a line is called and
/// [dev.konbini.logging.query] for what is asked.
@NullMarked
package dev.konbini.logging.tail;

import org.jspecify.annotations.NullMarked;
