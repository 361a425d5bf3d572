/// What a replica does by itself again and again. Publishes [RepeatedTask].
@NullMarked
package dev.konbini.logging.task;

import org.jspecify.annotations.NullMarked;
