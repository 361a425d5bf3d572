package dev.konbini.bench.pipeline;

import dev.konbini.bench.stand.Json;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What the service adds to each document besides what its sender has written, as it did to a line
/// that was sent before.
///
/// @param members as they stand in JSON, without braces
/// @param probe the id of that line, wherever it stands in them
record OwnMembers(String members, String probe) {

    /// Tells them from what was sent.
    static OwnMembers between(JsonNode sent, JsonNode stored, String probe) {
        var added = new LinkedHashMap<String, JsonNode>();
        stored.properties().stream()
                .filter(member -> !sent.has(member.getKey()))
                .forEach(member -> added.put(member.getKey(), member.getValue()));
        return new OwnMembers(
                added.entrySet().stream()
                        .map(member ->
                                Json.write(member.getKey()) + ":" + Json.write(member.getValue()))
                        .collect(Collectors.joining(",")),
                probe);
    }

    /// Those of the document `id`.
    String of(String id) {
        return members.replace(probe, id);
    }
}
