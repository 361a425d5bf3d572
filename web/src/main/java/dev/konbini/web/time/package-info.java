/// Which times callers may name. Decides on the years that every store and RFC 3339 can say.
@NullMarked
package dev.konbini.web.time;

import org.jspecify.annotations.NullMarked;
