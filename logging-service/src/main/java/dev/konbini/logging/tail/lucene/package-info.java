/// Asks of a single line what Elasticsearch would be asked of all: the same query syntax, parsed by
/// the same parser, over the fields and analyzers of the same mapping.
@NullMarked
package dev.konbini.logging.tail.lucene;

import org.jspecify.annotations.NullMarked;
