/// The topic that events go to.
@NullMarked
package dev.konbini.transaction.outbox.kafka;

import org.jspecify.annotations.NullMarked;
