/// The operations over HTTP.
@NullMarked
package dev.konbini.logging.operation.web;

import org.jspecify.annotations.NullMarked;
