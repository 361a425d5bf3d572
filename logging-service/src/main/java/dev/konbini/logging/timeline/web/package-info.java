/// The timelines over HTTP.
@NullMarked
package dev.konbini.logging.timeline.web;

import org.jspecify.annotations.NullMarked;
