@NullMarked
package dev.konbini.gateway.page;

import org.jspecify.annotations.NullMarked;
