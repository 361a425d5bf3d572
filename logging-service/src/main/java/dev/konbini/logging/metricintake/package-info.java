/// Where measured values come in: Graphite lines over TCP and UDP, StatsD over TCP and UDP,
/// OTLP/HTTP.
///
/// Decides how a sender's words become points, and how much a sender may send. Sockets are closed
/// unless a port is set: their protocols know no authentication, so they belong to the tenant that
/// the operator fixes (`konbini.metrics.tenant`) and listen on the loopback address unless told
/// otherwise. Uses [dev.konbini.logging.metric.TakePoints], and of [dev.konbini.logging.door] what
/// bounds how much of a tenant is held at once.
@NullMarked
package dev.konbini.logging.metricintake;

import org.jspecify.annotations.NullMarked;
