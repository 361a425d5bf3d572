package dev.konbini.cli.capacity;

/// How much of everything a load needs.
///
/// @param linesPerSecond the load
/// @param headroomPercent how much more must be taken when all replicas run
/// @param replicas the least number that takes the load with its headroom, and the load alone when
///   one of them is lost
/// @param partitions of the topic, so that each of their consumers has one; never fewer than there
///   are
/// @param replicasPartitionsAllow how many replicas the partitions that there are give something to
///   each of their consumers
/// @param timesAsMuch what Elasticsearch and Kafka have to take with the headroom, as a multiple of
///   what they took while it was measured
/// @param diskBytesPerDay of the index, all copies together
record Need(
        long linesPerSecond,
        int headroomPercent,
        int replicas,
        int partitions,
        int replicasPartitionsAllow,
        double timesAsMuch,
        long diskBytesPerDay) {

    private static final double DAY_SECONDS = 86_400;

    /// What is asked for.
    record Ask(long linesPerSecond, int headroomPercent) {}

    /// What was measured.
    ///
    /// @param perReplica lines a second that one takes
    /// @param inAll lines a second that all took
    /// @param consumersPerReplica how many a replica has, each of which needs a partition
    /// @param partitions that there are
    /// @param diskBytesPerLine all copies together
    record Basis(
            double perReplica,
            double inAll,
            int consumersPerReplica,
            int partitions,
            double diskBytesPerLine) {}

    static Need of(Ask ask, Basis basis) {
        var wanted = ask.linesPerSecond() * (1 + ask.headroomPercent() / 100.0);
        int withHeadroom = (int) Math.ceil(wanted / basis.perReplica());
        int withOneLost = (int) Math.ceil(ask.linesPerSecond() / basis.perReplica()) + 1;
        int replicas = Math.max(withHeadroom, withOneLost);
        return new Need(
                ask.linesPerSecond(),
                ask.headroomPercent(),
                replicas,
                Math.max(basis.partitions(), replicas * basis.consumersPerReplica()),
                basis.partitions() / basis.consumersPerReplica(),
                wanted / basis.inAll(),
                Math.round(ask.linesPerSecond() * DAY_SECONDS * basis.diskBytesPerLine()));
    }

    /// Whether there are too few partitions for as many replicas.
    boolean isBoundByPartitions() {
        return replicas > replicasPartitionsAllow;
    }
}
