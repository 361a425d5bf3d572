@NullMarked
package dev.konbini.gateway.problem;

import org.jspecify.annotations.NullMarked;
