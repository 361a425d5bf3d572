/// The sample catalogue that a new suite is filled with, and how it gets there: through the public
/// API.
@NullMarked
package dev.konbini.cli.sample;

import org.jspecify.annotations.NullMarked;
