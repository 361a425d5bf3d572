/// A release of the chart in a Kubernetes cluster, as `kubectl` and `helm` on the PATH see and
/// change it. Which cluster that is, and who may, is their configuration.
///
/// Published: [Cluster] to look, [Helm] to change, [PodWatch] to follow.
@NullMarked
package dev.konbini.cli.cluster;

import org.jspecify.annotations.NullMarked;
