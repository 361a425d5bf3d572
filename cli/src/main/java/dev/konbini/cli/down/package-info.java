/// `konbini down`: stops the suite politely, services before servers, and removes its data if asked
/// to.
@NullMarked
package dev.konbini.cli.down;

import org.jspecify.annotations.NullMarked;
