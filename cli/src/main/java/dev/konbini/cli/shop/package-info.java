/// The suite's public API as a script calls it, through the gateway.
@NullMarked
package dev.konbini.cli.shop;

import org.jspecify.annotations.NullMarked;
