/// How fast log lines get from Kafka into Elasticsearch: by the service, by requests that carry
/// nothing but the same documents, and by rsyslog.
@NullMarked
package dev.konbini.bench.pipeline;

import org.jspecify.annotations.NullMarked;
