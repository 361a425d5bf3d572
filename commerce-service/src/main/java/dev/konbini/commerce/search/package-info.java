/// Finds products by words, facets and price, and keeps the index fresh. The index is a copy that
/// can be lost: it follows the database by revisions, and is rebuilt from it beside the live one.
/// Listens to ProductChanged.
@NullMarked
package dev.konbini.commerce.search;

import org.jspecify.annotations.NullMarked;
