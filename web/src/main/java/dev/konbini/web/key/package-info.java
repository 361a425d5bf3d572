/// Files that hold keys, as they are now.
@NullMarked
package dev.konbini.web.key;

import org.jspecify.annotations.NullMarked;
