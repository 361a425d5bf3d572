/// Stock in MongoDB: one document for each product and location.
@NullMarked
package dev.konbini.transaction.stock.mongo;

import org.jspecify.annotations.NullMarked;
