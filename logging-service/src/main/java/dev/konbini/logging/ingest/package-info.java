/// Takes lines and events out of Kafka into Elasticsearch, at least once, and once in effect.
///
/// What is written, where and under which id follows from the record alone, so that reading a
/// record again changes nothing (`docs/decisions/log-ids.md`). A batch is done, and its offsets are
/// committed, when Elasticsearch has acknowledged each record of it or Kafka its dead letter. A
/// line may be any JSON: what its fields cannot hold is kept beside them
/// (`docs/decisions/any-json.md`). Nothing is ever skipped: while Elasticsearch cannot take it, a
/// batch waits.
@NullMarked
package dev.konbini.logging.ingest;

import org.jspecify.annotations.NullMarked;
