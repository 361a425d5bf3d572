/// The ledger over HTTP.
@NullMarked
package dev.konbini.logging.ledger.web;

import org.jspecify.annotations.NullMarked;
