@NullMarked
package dev.konbini.gateway.route;

import org.jspecify.annotations.NullMarked;
