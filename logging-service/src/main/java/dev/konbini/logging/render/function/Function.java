package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.List;

/// A function that targets may call.
///
/// @param group of the family, as Grafana lists it
/// @param description one sentence
/// @param body what it does
public record Function(
        String name, String group, String description, List<Parameter> parameters, Body body) {

    /// What a function does with its arguments.
    @FunctionalInterface
    public interface Body {

        /// The series that come of `arguments`.
        ///
        /// @throws dev.konbini.logging.render.target.InvalidTarget where an argument is unfit
        List<Series> apply(Arguments arguments);
    }
}
