/// `konbini up`: brings every member of the suite up, at most once, and leaves nothing behind if it
/// fails.
@NullMarked
package dev.konbini.cli.up;

import org.jspecify.annotations.NullMarked;
