/// Which path goes to which service, and what is done to a request and its answer on the way:
/// nothing but what HTTP asks of a proxy (RFC 9110, section 7.6). What [Route] does not list is not
/// reachable through the gateway.
@NullMarked
package dev.konbini.gateway.route;

import org.jspecify.annotations.NullMarked;
