@NullMarked
package dev.konbini.commerce;

import org.jspecify.annotations.NullMarked;
