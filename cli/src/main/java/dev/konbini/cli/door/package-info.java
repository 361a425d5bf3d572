/// The process that stands before several gateways on one machine and outlives each of them.
///
/// While it serves it needs no more than the JDK, so a build that replaces libraries does not
/// disturb it.
@NullMarked
package dev.konbini.cli.door;

import org.jspecify.annotations.NullMarked;
