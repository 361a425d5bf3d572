/// Orders in MongoDB: one document for each, with its outbox.
@NullMarked
package dev.konbini.transaction.order.mongo;

import org.jspecify.annotations.NullMarked;
