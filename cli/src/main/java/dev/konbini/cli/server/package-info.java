/// MongoDB, Kafka and Elasticsearch as members of the suite, whether it runs them itself or
/// somebody else does.
@NullMarked
package dev.konbini.cli.server;

import org.jspecify.annotations.NullMarked;
