@NullMarked
package dev.konbini.gateway.replica;

import org.jspecify.annotations.NullMarked;
