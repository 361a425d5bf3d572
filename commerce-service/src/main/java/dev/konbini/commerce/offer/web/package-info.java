/// Offers over HTTP.
@NullMarked
package dev.konbini.commerce.offer.web;

import org.jspecify.annotations.NullMarked;
