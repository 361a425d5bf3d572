package dev.konbini.logging.render;

import java.util.List;

/// Where the series of a path come from.
public interface SeriesSource {

    /// The series that `pattern` means, with their values after `from` and up to `until`.
    ///
    /// @param from in seconds since 1970
    /// @throws TooManyPoints where more would be read than one request may
    List<Series> read(String pattern, long from, long until);
}
