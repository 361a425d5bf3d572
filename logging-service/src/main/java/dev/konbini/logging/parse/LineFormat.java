package dev.konbini.logging.parse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A form in which programs write their lines.
@FunctionalInterface
interface LineFormat {

    /// Reads `text`, one line without its end.
    ///
    /// @param near when it arrived, which decides the year of a time that names none
    /// @return null if it is not of this form
    @Nullable Reading read(String text, Instant near);
}
