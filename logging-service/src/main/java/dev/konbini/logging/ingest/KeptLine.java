package dev.konbini.logging.ingest;

import tools.jackson.databind.node.ObjectNode;

/// A line as it is or will be kept in Elasticsearch.
///
/// @param id what it is called there
/// @param tenant whose it is
/// @param source the document, what this service adds to it included
public record KeptLine(String id, String tenant, ObjectNode source) {}
