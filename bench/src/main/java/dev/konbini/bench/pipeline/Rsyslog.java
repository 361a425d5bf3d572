package dev.konbini.bench.pipeline;

import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.Stand;
import dev.konbini.cli.suite.Server;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The peer: rsyslog reads the same topic by imkafka and writes it by omelasticsearch, in requests
/// as large as the service's, by as many threads.
///
/// It lets Elasticsearch make the ids, since imkafka shows no headers: that is its usual way,
/// cheaper for Elasticsearch, and writes a line again that Kafka delivers again.
final class Rsyslog {

    private static final List<String> MODULES = List.of("imkafka.so", "omelasticsearch.so");
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/rsyslogd"), Path.of("/usr/bin/rsyslogd"));
    private static final List<Path> LIBRARIES =
            List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path program;

    private Rsyslog(Path program) {
        this.program = program;
    }

    /// The rsyslog of this machine; empty if it, or one of the two modules, is not installed.
    static Optional<Rsyslog> installed() {
        var program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
        return MODULES.stream().allMatch(Rsyslog::isInstalled)
                ? program.map(Rsyslog::new)
                : Optional.empty();
    }

    /// In `LIB/rsyslog` or, as Debian has it, `LIB/ARCHITECTURE/rsyslog`.
    private static boolean isInstalled(String module) {
        return LIBRARIES.stream()
                .flatMap(library -> Stream.concat(Stream.of(library), folders(library)))
                .anyMatch(folder -> Files.exists(folder.resolve("rsyslog").resolve(module)));
    }

    private static Stream<Path> folders(Path library) {
        try (var folders = Files.list(library)) {
            return folders.filter(Files::isDirectory).toList().stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    /// Starts it.
    Running start(Stand stand, String index) {
        try {
            var folder = Files.createDirectories(stand.data().root().resolve("rsyslog"));
            var settings = folder.resolve("rsyslog.conf");
            Files.writeString(settings, settings(stand, folder, index));
            var command =
                    List.of(
                            program.toString(),
                            "-n",
                            "-f",
                            settings.toString(),
                            "-i",
                            folder.resolve("pid").toString());
            return new Running(
                    Launch.of("rsyslog", command)
                            .guardedBy(stand.guardian())
                            .start(stand.data().run(), stand.data().log("rsyslog")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(Stand stand, Path folder, String index) {
        var elasticsearch = URI.create(stand.address(Server.ELASTICSEARCH));
        return """
        global(workDirectory="%s" maxMessageSize="64k")
        module(load="imkafka")
        module(load="omelasticsearch")
        template(name="line" type="string" string="%%rawmsg%%")
        ruleset(name="lines" queue.type="LinkedList" queue.size="40000" queue.dequeueBatchSize="10000" queue.workerThreads="2" queue.workerThreadMinimumMessages="10000") {
            action(type="omelasticsearch" server="%s" serverport="%d" searchIndex="%s" searchType="" template="line" bulkmode="on" maxbytes="5m" action.resumeRetryCount="-1")
        }
        input(type="imkafka" topic="%s" broker="%s" consumergroup="konbini-bench-rsyslog" confParam=["auto.offset.reset=earliest"] ruleset="lines" parseHostname="off")
        """
                .formatted(
                        folder,
                        elasticsearch.getHost(),
                        elasticsearch.getPort(),
                        index,
                        LineTopic.NAME,
                        stand.address(Server.KAFKA));
    }

    /// A running rsyslog.
    record Running(ManagedProcess process) implements AutoCloseable {

        @Override
        public void close() {
            process.stop(GRACE);
        }
    }
}
