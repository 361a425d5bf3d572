/// Rebuilds over HTTP.
@NullMarked
package dev.konbini.logging.rebuild.web;

import org.jspecify.annotations.NullMarked;
