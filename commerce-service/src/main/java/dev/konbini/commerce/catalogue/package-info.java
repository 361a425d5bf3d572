/// The products that are sold, in English and Japanese. The database is the only truth about them;
/// each change raises the product's revision and marks it as not yet indexed, in the same write.
/// Publishes ProductChanged.
@NullMarked
package dev.konbini.commerce.catalogue;

import org.jspecify.annotations.NullMarked;
