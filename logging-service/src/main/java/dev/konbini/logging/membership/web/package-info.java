/// The instances over HTTP.
@NullMarked
package dev.konbini.logging.membership.web;

import org.jspecify.annotations.NullMarked;
