/// What a suite on this machine consists of: its members, their ports, its folders, the settings it
/// runs with.
///
/// Publishes nothing; the file `suite.json` in the data folder is how one run tells the next.
@NullMarked
package dev.konbini.cli.suite;

import org.jspecify.annotations.NullMarked;
