/// The gateway in front of servers that a test can break.
@NullMarked
package dev.konbini.gateway;

import org.jspecify.annotations.NullMarked;
