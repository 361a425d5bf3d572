package dev.konbini.servers.local;

import java.nio.file.Path;

/// The settings of a broker that is alone on a small machine.
final class KafkaSettings {

    private KafkaSettings() {}

    /// `server.properties`. Topics are made by those who own them, never by a slip of a name; a
    /// group begins at once, and misses a killed member after ten seconds rather than 45; internal
    /// topics are small, because each partition costs a start some time.
    static String broker(int port, int controllerPort, Path data) {
        var listeners =
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, controllerPort);
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.bootstrap.servers=127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listeners=%s
        advertised.listeners=%s
        log.dirs=%s
        auto.create.topics.enable=false
        default.replication.factor=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
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
                .formatted(controllerPort, listeners, listeners, data);
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
