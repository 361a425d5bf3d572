/// How a replica leaves: unready first, serving on until nobody sends it anything new, then gone.
@NullMarked
package dev.konbini.web.drain;

import org.jspecify.annotations.NullMarked;
