package dev.konbini.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param items at most as many as were asked for
/// @param next the cursor to send as `after` for the page that follows; null on the last page
public record Page<T>(List<T> items, @Nullable String next) {}
