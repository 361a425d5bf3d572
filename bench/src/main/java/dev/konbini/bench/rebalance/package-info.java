/// How long lines wait while replicas of logging-service are replaced, by group protocol.
@NullMarked
package dev.konbini.bench.rebalance;

import org.jspecify.annotations.NullMarked;
