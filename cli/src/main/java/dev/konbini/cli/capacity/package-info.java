/// `konbini capacity`: what one replica of logging-service takes, what limits it, and how many
/// replicas and partitions a load needs, from measurement.
///
/// Decides what counts as the limit ([dev.konbini.cli.capacity.Limit]) and how replicas are counted
/// ([dev.konbini.cli.capacity.Need]). Sends lines of a tenant of its own straight into Kafka, and
/// asks Kafka, Elasticsearch and the replicas' metrics how they fare.
@NullMarked
package dev.konbini.cli.capacity;

import org.jspecify.annotations.NullMarked;
