/// The live tail over HTTP, as server-sent events.
@NullMarked
package dev.konbini.logging.tail.web;

import org.jspecify.annotations.NullMarked;
