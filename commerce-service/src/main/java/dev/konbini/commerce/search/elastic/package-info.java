/// The products index in Elasticsearch: its mapping, what is written into it, what is asked of it.
/// Nothing here needs a plugin or a script.
@NullMarked
package dev.konbini.commerce.search.elastic;

import org.jspecify.annotations.NullMarked;
