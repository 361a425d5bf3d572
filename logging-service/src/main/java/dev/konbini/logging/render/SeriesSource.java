package dev.konbini.logging.render;

import dev.konbini.logging.render.target.Expression.Path;
import java.util.List;

/// Where the series of a path come from.
public interface SeriesSource {

    /// The series that `path` means, with their values after `from` and up to `until`.
    ///
    /// @param from in seconds since 1970
    /// @throws TooManyPoints where more would be read than one request may
    /// @throws dev.konbini.logging.render.target.InvalidTarget where it cannot be matched
    List<Series> read(Path path, long from, long until);
}
