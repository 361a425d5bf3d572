/// The suite's state as the gateway sees it: each service, its replicas, and whether requests go
/// through.
@NullMarked
package dev.konbini.gateway.state;

import org.jspecify.annotations.NullMarked;
