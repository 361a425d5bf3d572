/// Builds indices of lines anew with the mapping of today, beside the live ones, and puts them in
/// their places (`docs/decisions/log-index-rebuild.md`).
///
/// Lines are taken and found throughout. Uses [dev.konbini.logging.index], in whose claims it tells
/// others to leave an index alone, [dev.konbini.logging.membership] and
/// [dev.konbini.logging.operation], in the background ([dev.konbini.logging.task]). Publishes
/// nothing but its HTTP interface.
@NullMarked
package dev.konbini.logging.rebuild;

import org.jspecify.annotations.NullMarked;
