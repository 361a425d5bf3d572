/// What commerce-service answers when it cannot do what was asked.
@NullMarked
package dev.konbini.commerce.problem;

import org.jspecify.annotations.NullMarked;
