package dev.konbini.servers.local;

/// What Elasticsearch's JVM is given.
///
/// @param heapMebibytes the most heap
/// @param small a heap that grows on demand, the serial collector and the first compiler only: half
///   the time and memory of a start, for a lower peak. Otherwise the whole heap at once, G1 and
///   both compilers, as Elasticsearch's makers have it
public record ElasticsearchJvm(int heapMebibytes, boolean small) {

    /// For a suite that shares a machine with its developer.
    public static final ElasticsearchJvm SMALL = new ElasticsearchJvm(512, true);

    /// For measuring what it can do.
    public static ElasticsearchJvm large(int heapMebibytes) {
        return new ElasticsearchJvm(heapMebibytes, false);
    }
}
