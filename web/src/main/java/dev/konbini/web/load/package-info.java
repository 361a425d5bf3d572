/// How much a replica takes on at once.
@NullMarked
package dev.konbini.web.load;

import org.jspecify.annotations.NullMarked;
