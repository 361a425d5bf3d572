package dev.konbini.logging.door;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A line on its way into Kafka.
///
/// @param source which way it came, see [TakeLines.Command]
/// @param id what it is called among its tenant's lines; null for by its place in Kafka
/// @param merged whether a name stood in it twice, see [TakeLines.Command]
record TakenLine(
        String tenant, String source, @Nullable String id, boolean merged, ObjectNode line) {}
