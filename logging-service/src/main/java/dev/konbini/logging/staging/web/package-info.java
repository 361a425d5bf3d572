/// The comparison with staging over HTTP, for operators.
@NullMarked
package dev.konbini.logging.staging.web;

import org.jspecify.annotations.NullMarked;
