/// The konbini command: reads the arguments, hands over to the package of each command, turns
/// failures into one clear sentence and an exit code.
///
/// A command is a package (`up`, `down`, `status`, `logs`, `test`). They share `suite` (what
/// belongs to a running suite and where its files are) and `terminal` (how things are said).
@NullMarked
package dev.konbini.cli;

import org.jspecify.annotations.NullMarked;
