/// The names of the topics that this service meets others in, as in `contracts/topics`.
@NullMarked
package dev.konbini.logging.topic;

import org.jspecify.annotations.NullMarked;
