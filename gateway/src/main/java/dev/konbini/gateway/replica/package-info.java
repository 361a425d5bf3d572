/// Knows each service's replicas, which of them are fit, and carries a request to one of them,
/// trying another where that cannot do a thing twice.
///
/// Three things tell that a replica is not fit: its readiness, asked for all the time; a connection
/// that it refuses; and the header [dev.konbini.web.drain.DrainingHeader], by which a replica that
/// is about to leave says so itself. Published: [Exchanges] for what has to be sent, [Services] for
/// what is to be shown.
@NullMarked
package dev.konbini.gateway.replica;

import org.jspecify.annotations.NullMarked;
