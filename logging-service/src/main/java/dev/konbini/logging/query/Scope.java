package dev.konbini.logging.query;

import org.jspecify.annotations.Nullable;

/// Whose lines are looked at.
///
/// @param tenant null for those of all tenants
public record Scope(@Nullable String tenant) {}
