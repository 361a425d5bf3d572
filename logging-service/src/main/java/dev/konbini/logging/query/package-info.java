/// Finds, counts, exports and explains log lines, and keeps searches under names.
///
/// Whatever the query text says, a caller sees the lines of the tenants that [Scope] names and no
/// others: the text is one filter among several that must all match. Uses
/// [dev.konbini.logging.index], [dev.konbini.logging.setting] and [dev.konbini.logging.pattern].
@NullMarked
package dev.konbini.logging.query;

import org.jspecify.annotations.NullMarked;
