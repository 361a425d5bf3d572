@NullMarked
package dev.konbini.gateway.apidocs;

import org.jspecify.annotations.NullMarked;
