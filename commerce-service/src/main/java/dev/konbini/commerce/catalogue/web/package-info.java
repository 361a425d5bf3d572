/// The catalogue over HTTP: one product read, put and removed.
@NullMarked
package dev.konbini.commerce.catalogue.web;

import org.jspecify.annotations.NullMarked;
