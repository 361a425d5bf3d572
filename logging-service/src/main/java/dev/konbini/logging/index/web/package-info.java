/// Tells callers that Elasticsearch is away.
@NullMarked
package dev.konbini.logging.index.web;

import org.jspecify.annotations.NullMarked;
