/// Where lines and events lie: the names of the indices, their mappings, and the one way to speak
/// with Elasticsearch.
///
/// Uses plain APIs only (no data streams, no lifecycle policies, no scripts), so that every
/// Elasticsearch serves. Publishes [Indices], [IndexTemplates] and [Elasticsearch].
@NullMarked
package dev.konbini.logging.index;

import org.jspecify.annotations.NullMarked;
