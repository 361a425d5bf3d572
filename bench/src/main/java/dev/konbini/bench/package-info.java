/// What the suite can do, measured beside what the servers under it, or its peers, can do in the
/// same run on the same machine: `bench/run`.
///
/// A figure alone says more about the machine than about the suite, so what is published are
/// ratios, with the command that makes them (`docs/performance.md`). Nothing here is part of the
/// suite.
@NullMarked
package dev.konbini.bench;

import org.jspecify.annotations.NullMarked;
