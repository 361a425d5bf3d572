/// The dead letters over HTTP.
@NullMarked
package dev.konbini.logging.deadletter.web;

import org.jspecify.annotations.NullMarked;
