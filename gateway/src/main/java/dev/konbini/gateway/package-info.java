/// The one door of the suite. It routes what [dev.konbini.gateway.route] lists and nothing else, to
/// a replica that [dev.konbini.gateway.replica] finds fit, and shows the suite's state at `/`.
///
/// The gateway decides where a request goes; whether the caller may do what it asks is decided by
/// the service that does it.
@NullMarked
package dev.konbini.gateway;

import org.jspecify.annotations.NullMarked;
