package dev.konbini.logging.query;

import java.util.List;

/// A line and those around it.
///
/// @param field what they have in common besides their tenant: `service.node.name`, else
///   `host.name`, else `service.name`; empty where the line has none of them
/// @param value of that field
/// @param before those before it, the nearest last
/// @param line itself
/// @param after those after it, the nearest first
public record Context(
        String field, String value, List<LogLine> before, LogLine line, List<LogLine> after) {}
