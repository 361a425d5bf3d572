/// `konbini release`: cuts a version, which is a tag, a section of the changelog and a copy of the
/// contracts that later versions are held to. [Releases] makes a version that was cut runnable
/// again.
@NullMarked
package dev.konbini.cli.release;

import org.jspecify.annotations.NullMarked;
