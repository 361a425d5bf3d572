/// The start page, so that a browser that comes to the gateway finds something: how the suite is,
/// and where to go from here. It works without scripts.
@NullMarked
package dev.konbini.gateway.page;

import org.jspecify.annotations.NullMarked;
