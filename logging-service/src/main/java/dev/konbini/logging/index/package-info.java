/// Where lines and events lie: the names of the indices, their mappings, and the one way to speak
/// with Elasticsearch.
///
/// Uses plain APIs only (no data streams, no lifecycle policies, no scripts), so that every
/// Elasticsearch serves. Whoever changes an index of lines, other than by writing lines, claims it
/// first. Publishes [Indices], [IndexTemplates], [LineIndices], [IndexClaims], [Elasticsearch] and
/// [IndexManagement].
@NullMarked
package dev.konbini.logging.index;

import org.jspecify.annotations.NullMarked;
