package dev.konbini.logging.render.target;

import java.util.List;
import java.util.Map;

/// A target, taken apart.
public sealed interface Expression {

    /// Where it begins in the target, counted from 0.
    int position();

    /// Series by their path.
    record Path(String pattern, int position) implements Expression {}

    /// A function of other expressions.
    ///
    /// @param named those given as `name=…`, by name
    record Call(
            String function,
            List<Expression> arguments,
            Map<String, Expression> named,
            int position)
            implements Expression {}

    /// Something in quotes.
    record Text(String text, int position) implements Expression {}

    /// A number.
    ///
    /// @param whole whether it was written without a point or exponent, so that names show it so
    record Numeral(double value, boolean whole, int position) implements Expression {}

    /// `true` or `false`.
    record Truth(boolean value, int position) implements Expression {}

    /// `none`: as if nothing were given.
    record Nothing(int position) implements Expression {}
}
