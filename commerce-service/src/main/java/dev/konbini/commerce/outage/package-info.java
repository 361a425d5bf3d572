/// What is done about other systems that do not answer: circuit breakers, and their metrics.
@NullMarked
package dev.konbini.commerce.outage;

import org.jspecify.annotations.NullMarked;
