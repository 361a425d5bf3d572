/// Stock over HTTP.
@NullMarked
package dev.konbini.transaction.stock.web;

import org.jspecify.annotations.NullMarked;
