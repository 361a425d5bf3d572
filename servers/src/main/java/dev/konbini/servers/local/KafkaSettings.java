package dev.konbini.servers.local;

import java.nio.file.Path;

/// The settings of a broker on a small machine, alone or one of several.
final class KafkaSettings {

    /// How many copies of a record there must be before it is acknowledged, where there can be so
    /// many: with three brokers one may be away.
    private static final int IN_SYNC_MAX = 2;

    private KafkaSettings() {}

    /// `server.properties`. Topics are made by those who own them, never by a slip of a name, with
    /// as many copies as there are brokers; a group begins at once, and misses a killed member
    /// after ten seconds rather than 45; internal topics are small, because each partition costs a
    /// start some time.
    static String broker(KafkaNode node, Path data) {
        var listeners =
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(node.port(), node.controllerPort());
        return """
        process.roles=broker,controller
        node.id=%1$d
        %2$s
        controller.listener.names=CONTROLLER
        listeners=%3$s
        advertised.listeners=%3$s
        log.dirs=%4$s
        auto.create.topics.enable=false
        default.replication.factor=%5$d
        min.insync.replicas=%6$d
        offsets.topic.replication.factor=%5$d
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=%5$d
        transaction.state.log.min.isr=%6$d
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=%5$d
        share.coordinator.state.topic.min.isr=%6$d
        share.coordinator.state.topic.num.partitions=4
        group.initial.rebalance.delay.ms=0
        group.consumer.min.session.timeout.ms=6000
        group.consumer.session.timeout.ms=10000
        group.consumer.min.heartbeat.interval.ms=1000
        group.consumer.heartbeat.interval.ms=1000
        num.recovery.threads.per.data.dir=2
        num.network.threads=2
        num.io.threads=4
        log.cleaner.dedupe.buffer.size=16777216
        """
                .formatted(
                        node.number(),
                        quorum(node),
                        listeners,
                        data,
                        node.count(),
                        Math.min(IN_SYNC_MAX, node.count()));
    }

    /// How the controllers find each other. Where there are several they are named here and not in
    /// the storage, so that a suite can move to other ports; a broker that was killed is missed
    /// after five seconds rather than nine.
    private static String quorum(KafkaNode node) {
        return node.isAlone()
                ? "controller.quorum.bootstrap.servers=127.0.0.1:" + node.controllerPort()
                : """
                controller.quorum.voters=%s
                broker.session.timeout.ms=5000
                broker.heartbeat.interval.ms=1000\
                """
                        .formatted(node.voters());
    }

    /// `log4j2.properties`: warnings, and the few lines that tell a start and an end.
    static String logging() {
        return """
        appender.console.type=Console
        appender.console.name=console
        appender.console.layout.type=PatternLayout
        appender.console.layout.pattern=%d{ISO8601} %-5p %c{1} %m%n
        rootLogger.level=warn
        rootLogger.appenderRef.console.ref=console
        logger.server.name=kafka.server.KafkaRaftServer
        logger.server.level=info
        logger.version.name=org.apache.kafka.common.utils.AppInfoParser
        logger.version.level=info
        """;
    }
}
