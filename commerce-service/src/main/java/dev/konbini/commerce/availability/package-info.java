/// How much of a product is where. The answer is transaction-service's; while that does not come in
/// time, products are shown without it.
@NullMarked
package dev.konbini.commerce.availability;

import org.jspecify.annotations.NullMarked;
