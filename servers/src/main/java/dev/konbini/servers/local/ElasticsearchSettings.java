package dev.konbini.servers.local;

/// The settings of a node that is alone on a small machine.
final class ElasticsearchSettings {

    private ElasticsearchSettings() {}

    /// `elasticsearch.yml`. A disk that fills up is the machine's matter, not a reason to refuse
    /// writes; nor to hold back merges from 95 % on, while there is room for them.
    static String node(ElasticsearchPlace place, int port, int transportPort) {
        return """
        cluster.name: elasticsearch
        node.name: konbini
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        transport.port: %d
        path.data: '%s'
        path.logs: '%s'
        xpack.security.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        indices.merge.disk.watermark.high: 512mb
        action.destructive_requires_name: false
        """
                .formatted(port, transportPort, place.indices(), place.logs());
    }

    /// `jvm.options`. A small machine gets only the first compiler and a heap that grows on demand:
    /// that halves the time and memory of a start, for a lower peak that it does not reach anyway.
    /// The jars are known by their digest, so their bytecode needs no second look, which is a fifth
    /// of the rest.
    static String jvm(ElasticsearchJvm jvm) {
        return (jvm.small() ? small(jvm.heapMebibytes()) : large(jvm.heapMebibytes()))
                + """
                -XX:-AlwaysPreTouch
                -XX:+UnlockDiagnosticVMOptions
                -XX:-BytecodeVerificationRemote
                -XX:+ExitOnOutOfMemoryError
                -XX:ErrorFile=hs_err_pid%p.log
                -Djava.io.tmpdir=${ES_TMPDIR}
                -Dorg.apache.lucene.store.defaultReadAdvice=normal
                -Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1
                --add-modules=jdk.incubator.vector
                --add-opens=java.base/java.nio=org.apache.arrow.memory.core,ALL-UNNAMED
                --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED
                """;
    }

    private static String small(int heapMebibytes) {
        return """
        -Xms128m
        -Xmx%dm
        -XX:+UseSerialGC
        -XX:-UseG1GC
        -XX:TieredStopAtLevel=1
        -XX:+UseTransparentHugePages
        """
                .formatted(heapMebibytes);
    }

    private static String large(int heapMebibytes) {
        return """
        -Xms%dm
        -Xmx%dm
        -XX:+UseG1GC
        """
                .formatted(heapMebibytes, heapMebibytes);
    }

    /// `log4j2.properties`: one file of at most 16 MB, and one before it.
    static String logging() {
        return """
        status = error
        appender.file.type = RollingFile
        appender.file.name = file
        appender.file.fileName = ${sys:es.logs.base_path}${sys:file.separator}elasticsearch.log
        appender.file.filePattern = ${sys:es.logs.base_path}${sys:file.separator}elasticsearch-%i.log
        appender.file.layout.type = PatternLayout
        appender.file.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %marker%m%n
        appender.file.policies.type = Policies
        appender.file.policies.size.type = SizeBasedTriggeringPolicy
        appender.file.policies.size.size = 16MB
        appender.file.strategy.type = DefaultRolloverStrategy
        appender.file.strategy.max = 1
        rootLogger.level = info
        rootLogger.appenderRef.file.ref = file
        logger.deprecation.name = deprecation
        logger.deprecation.level = error
        """;
    }
}
