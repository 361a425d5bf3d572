package dev.konbini.logging.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What became of a chunk's records.
///
/// @param offsets of the records that are booked, and of those between them that Kafka did not have
/// @param rows how many became what
/// @param instances which numbers of each instance of ours were among them
record Chunk(ChunkKey key, Ranges offsets, Map<Row, Counts> rows, Map<String, Ranges> instances) {

    static final String KIND = "chunk";

    private static final long MINUTE_MILLIS = 60_000;

    static Chunk empty(ChunkKey key) {
        return new Chunk(key, Ranges.NONE, Map.of(), Map.of());
    }

    /// What counts are kept for.
    ///
    /// @param source which way the lines came
    /// @param minute of the records' times, in minutes since 1970
    /// @param index where they are kept; empty for dead letters
    record Row(String tenant, String source, long minute, String index) {

        Instant time() {
            return Instant.ofEpochSecond(minute * 60);
        }
    }

    /// How many records became what.
    record Counts(long stored, long repeated, long deadLettered) {

        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    stored + more.stored,
                    repeated + more.repeated,
                    deadLettered + more.deadLettered);
        }
    }

    /// One record to be booked.
    ///
    /// @param instance whose line it is, of ours; null where it is not numbered
    /// @param number of the line within its instance
    record Entry(Row row, Counts counts, @Nullable String instance, long number) {}

    static long minute(long epochMillis) {
        return Math.floorDiv(epochMillis, MINUTE_MILLIS);
    }

    /// This and `entries`, which are those from offset `from` to before `to` that were not booked
    /// yet.
    Chunk with(Iterable<Entry> entries, long from, long to) {
        var rows = new LinkedHashMap<>(this.rows);
        var instances = new HashMap<>(this.instances);
        for (var entry : entries) {
            rows.merge(entry.row(), entry.counts(), Counts::plus);
            if (entry.instance() != null) {
                instances.merge(
                        entry.instance(),
                        Ranges.of(entry.number(), entry.number() + 1),
                        Ranges::with);
            }
        }
        return new Chunk(key, offsets.with(from, to), rows, instances);
    }

    ObjectNode document() {
        var document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", KIND)
                        .put("topic", key.topic())
                        .put("partition", key.partition())
                        .put("chunk", key.number());
        rows.keySet().stream()
                .mapToLong(Row::minute)
                .min()
                .ifPresent(first -> document.put("first", first * MINUTE_MILLIS));
        rows.keySet().stream()
                .mapToLong(Row::minute)
                .max()
                .ifPresent(last -> document.put("last", last * MINUTE_MILLIS));
        document.set("offsets", JsonNodeFactory.instance.objectNode().set("of", offsets.json()));
        var kept = document.putObject("rows").putArray("of");
        rows.forEach((row, counts) ->
                kept.addArray()
                        .add(row.tenant())
                        .add(row.source())
                        .add(row.minute())
                        .add(row.index())
                        .add(counts.stored())
                        .add(counts.repeated())
                        .add(counts.deadLettered()));
        var numbers = document.putObject("instances");
        instances.forEach((instance, ranges) -> numbers.set(instance, ranges.json()));
        return document;
    }

    static Chunk from(JsonNode source) {
        var rows = new LinkedHashMap<Row, Counts>();
        for (var row : source.path("rows").path("of")) {
            rows.put(
                    new Row(
                            row.get(0).asString(),
                            row.get(1).asString(),
                            row.get(2).asLong(),
                            row.get(3).asString()),
                    new Counts(row.get(4).asLong(), row.get(5).asLong(), row.get(6).asLong()));
        }
        var instances = new HashMap<String, Ranges>();
        for (var instance : source.path("instances").properties()) {
            instances.put(instance.getKey(), Ranges.from(instance.getValue()));
        }
        return new Chunk(
                new ChunkKey(
                        source.path("topic").asString(),
                        source.path("partition").asInt(),
                        source.path("chunk").asLong()),
                Ranges.from(source.path("offsets").path("of")),
                rows,
                instances);
    }
}
