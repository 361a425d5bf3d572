/// The real servers under the suite on one machine: MongoDB, Kafka and Elasticsearch, without
/// containers.
///
/// `local` decides which versions run and starts, checks and stops them; `cache` keeps what has
/// been fetched and verified; `process` runs detached processes; `junit` gives the same servers to
/// every integration test. Here is only what all of them say when they fail.
@NullMarked
package dev.konbini.servers;

import org.jspecify.annotations.NullMarked;
