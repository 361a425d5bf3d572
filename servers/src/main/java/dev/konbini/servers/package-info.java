/// The real servers under the suite on one machine: MongoDB, Kafka and Elasticsearch, without
/// containers.
///
/// Decides which versions run, where they come from, and how each is started, watched and stopped.
/// Uses `process` (detached processes) and `cache` (what has been fetched and verified). The
/// command line runs the suite on it; `junit` gives the same servers to every integration test.
@NullMarked
package dev.konbini.servers;

import org.jspecify.annotations.NullMarked;
