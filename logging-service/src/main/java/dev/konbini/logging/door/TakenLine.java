package dev.konbini.logging.door;

import tools.jackson.databind.node.ObjectNode;

/// A line on its way into Kafka.
///
/// @param source which way it came, see [TakeLines.Command]
record TakenLine(String tenant, String source, ObjectNode line) {}
