/// Search over HTTP, and what an operator sees and does about the index.
@NullMarked
package dev.konbini.commerce.search.web;

import org.jspecify.annotations.NullMarked;
