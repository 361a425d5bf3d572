/// Work that runs beside other work, and waiting for it.
@NullMarked
package dev.konbini.cli.task;

import org.jspecify.annotations.NullMarked;
