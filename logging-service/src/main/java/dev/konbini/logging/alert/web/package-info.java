/// Alerts over HTTP, for operators.
@NullMarked
package dev.konbini.logging.alert.web;

import org.jspecify.annotations.NullMarked;
