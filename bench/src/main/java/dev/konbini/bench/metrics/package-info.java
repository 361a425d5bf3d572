/// What the metrics of many servers cost.
@NullMarked
package dev.konbini.bench.metrics;

import org.jspecify.annotations.NullMarked;
