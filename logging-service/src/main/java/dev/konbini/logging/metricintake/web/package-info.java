/// OTLP/HTTP for metrics.
@NullMarked
package dev.konbini.logging.metricintake.web;

import org.jspecify.annotations.NullMarked;
