/// What a replica does in threads of its own: by itself again and again, or once because it was
/// asked to. Publishes [RepeatedTask] and [BackgroundTasks].
@NullMarked
package dev.konbini.logging.task;

import org.jspecify.annotations.NullMarked;
