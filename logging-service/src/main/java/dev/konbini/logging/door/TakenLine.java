package dev.konbini.logging.door;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A line on its way into Kafka.
///
/// @param source which way it came, see [TakeLines.Command]
/// @param id what its sender calls it; null if nothing
record TakenLine(String tenant, String source, ObjectNode line, @Nullable String id) {}
