/// Bodies of requests: they are taken as they are written or not at all.
@NullMarked
package dev.konbini.web.body;

import org.jspecify.annotations.NullMarked;
