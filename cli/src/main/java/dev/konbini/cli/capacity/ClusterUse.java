package dev.konbini.cli.capacity;

import tools.jackson.databind.JsonNode;

/// What Elasticsearch did meanwhile, all its nodes together.
///
/// @param cores how many it kept busy
/// @param processors how many it may use
/// @param queuedMax the most requests that were seen waiting in its queue of writes
/// @param rejected writes that it refused because that was full
record ClusterUse(double cores, int processors, int queuedMax, long rejected) {

    private static final double SECOND_MILLIS = 1e3;

    static ClusterUse between(
            Counters before, Counters after, double seconds, int processors, int queuedMax) {
        return new ClusterUse(
                Math.max(0, after.cpuMillis() - before.cpuMillis()) / SECOND_MILLIS / seconds,
                processors,
                queuedMax,
                Math.max(0, after.rejected() - before.rejected()));
    }

    /// What it has counted since its nodes were started.
    ///
    /// @param queued requests that wait now
    record Counters(long cpuMillis, long rejected, int queued) {

        /// @param stats the answer of `GET /_nodes/stats`
        static Counters from(JsonNode stats) {
            long cpuMillis = 0;
            long rejected = 0;
            int queued = 0;
            for (var node : stats.path("nodes")) {
                cpuMillis += node.at("/process/cpu/total_in_millis").asLong(0);
                rejected += node.at("/thread_pool/write/rejected").asLong(0);
                queued += node.at("/thread_pool/write/queue").asInt(0);
            }
            return new Counters(cpuMillis, rejected, queued);
        }
    }
}
