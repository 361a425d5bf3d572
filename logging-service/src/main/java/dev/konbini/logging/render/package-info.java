/// Answers Graphite's render API over the metrics: what a target means, its functions, and its
/// answer as numbers or as a picture.
///
/// Values are computed as graphite-web 1.1.10 computes them; a test compares them point by point.
/// Which functions there are is said once, in `function.Functions`.
@NullMarked
package dev.konbini.logging.render;

import org.jspecify.annotations.NullMarked;
