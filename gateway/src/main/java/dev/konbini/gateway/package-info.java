@NullMarked
package dev.konbini.gateway;

import org.jspecify.annotations.NullMarked;
