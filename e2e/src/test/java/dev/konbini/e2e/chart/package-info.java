/// The Helm chart, without a cluster: what it refuses, and that the plain manifests are rendered
/// from it.
///
/// Helm runs as a library in the tests' own process, so it needs no `helm` on the path.
@NullMarked
package dev.konbini.e2e.chart;

import org.jspecify.annotations.NullMarked;
