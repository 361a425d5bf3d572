package dev.konbini.bench.stand;

import dev.konbini.servers.local.ElasticsearchJvm;
import picocli.CommandLine.Option;

/// How much memory those get that are measured.
public final class HeapOptions {

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "320",
            description =
                    "The heap of each replica: by default half of what the chart gives its pod (${DEFAULT-VALUE}).")
    private int replica;

    @Option(
            names = "--elasticsearch-heap",
            paramLabel = "MIB",
            defaultValue = "1024",
            description = "Elasticsearch's heap (default: ${DEFAULT-VALUE}).")
    private int elasticsearch;

    /// Of each replica, in MiB.
    public int replica() {
        return replica;
    }

    public ElasticsearchJvm elasticsearch() {
        return ElasticsearchJvm.large(elasticsearch);
    }
}
