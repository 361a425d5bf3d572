/// Binds the intakes to their topics through Spring Cloud Stream.
///
/// Batches arrive as the consumer's own records, bytes untouched. A batch that fails is held and
/// tried again, its partitions paused and the consumer polling on, so that it stays in its group
/// however long that takes.
@NullMarked
package dev.konbini.logging.ingest.kafka;

import org.jspecify.annotations.NullMarked;
