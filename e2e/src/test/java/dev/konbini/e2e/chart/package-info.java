/// The Helm chart, without a cluster: what it refuses, and that the plain manifests are rendered
/// from it.
///
/// Needs `helm` on the path; without it nothing is tested here.
@NullMarked
package dev.konbini.e2e.chart;

import org.jspecify.annotations.NullMarked;
