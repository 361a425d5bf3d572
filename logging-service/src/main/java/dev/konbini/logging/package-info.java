/// Everything the suite says of itself, kept and found: log lines and order events come in from
/// Kafka, are kept in Elasticsearch once each, and are read through HTTP.
///
/// A package is a feature: [dev.konbini.logging.ingest] takes records in,
/// [dev.konbini.logging.deadletter] keeps what cannot be indexed, [dev.konbini.logging.index] says
/// where everything lies, [dev.konbini.logging.query] searches and counts lines,
/// [dev.konbini.logging.timeline] puts all about an order in order, [dev.konbini.logging.tail]
/// shows lines as they come, [dev.konbini.logging.alert] watches them and
/// [dev.konbini.logging.membership] knows which instances live.
@NullMarked
package dev.konbini.logging;

import org.jspecify.annotations.NullMarked;
