package dev.konbini.logging.index;

/// Where a document is.
public record DocumentKey(String index, String id) {}
