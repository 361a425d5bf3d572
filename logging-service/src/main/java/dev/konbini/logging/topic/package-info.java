/// The topics that this service meets others in, as in `contracts/topics`: their names, how records
/// are sent to them safely, what their headers say, and how far they reach.
@NullMarked
package dev.konbini.logging.topic;

import org.jspecify.annotations.NullMarked;
