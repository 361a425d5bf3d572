/// How a replica gets warm before it says that it is ready.
@NullMarked
package dev.konbini.web.warmup;

import org.jspecify.annotations.NullMarked;
