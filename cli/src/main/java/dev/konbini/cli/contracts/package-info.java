/// `konbini contracts`: may this version run beside each released one?
///
/// Services are replaced one replica at a time, so two versions always serve together for a while.
/// The gate compares what they rely on in one another, the files below `contracts/`, with the
/// copies of them that each release left below `contracts/released/`. The build, `konbini release`
/// and an upgrade's preflight ask it.
@NullMarked
package dev.konbini.cli.contracts;

import org.jspecify.annotations.NullMarked;
