/// `konbini status`: what each member of the suite is doing, and what it occupies.
@NullMarked
package dev.konbini.cli.status;

import org.jspecify.annotations.NullMarked;
