/// What a thing costs: amounts of money and how they are written.
@NullMarked
package dev.konbini.commerce.pricing;

import org.jspecify.annotations.NullMarked;
