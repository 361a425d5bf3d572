/// Orders over HTTP.
@NullMarked
package dev.konbini.transaction.order.web;

import org.jspecify.annotations.NullMarked;
