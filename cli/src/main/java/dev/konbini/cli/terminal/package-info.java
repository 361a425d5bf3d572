/// How the commands speak: progress as it happens, tables, sizes and durations that people can
/// read.
@NullMarked
package dev.konbini.cli.terminal;

import org.jspecify.annotations.NullMarked;
