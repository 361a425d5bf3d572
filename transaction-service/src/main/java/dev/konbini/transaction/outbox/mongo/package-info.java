/// The outbox field of the documents that events are about.
@NullMarked
package dev.konbini.transaction.outbox.mongo;

import org.jspecify.annotations.NullMarked;
