/// `konbini upgrade`: replaces a running suite's replicas one by one while shoppers' journeys run,
/// goes back by itself if they suffer, and proves afterwards that nothing was lost and nothing came
/// twice. Who replaces them is a [Rollout]: this program on one machine, Helm and the cluster in a
/// cluster.
@NullMarked
package dev.konbini.cli.upgrade;

import org.jspecify.annotations.NullMarked;
