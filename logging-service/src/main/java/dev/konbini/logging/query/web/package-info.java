/// The log lines over HTTP.
@NullMarked
package dev.konbini.logging.query.web;

import org.jspecify.annotations.NullMarked;
