package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.cache.Digest;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a broker's JVM is told about its classes.
sealed interface KafkaClasses {

    /// The JVM options that go with it.
    List<String> jvmOptions(Progress progress);

    /// Takes the classes from an archive, loaded and checked in advance (class data sharing), which
    /// halves the CPU time of a start.
    ///
    /// The archive fits one JDK and one place of the jars; it is made by a broker that is started
    /// once for it, when it is first missing. Where that fails, a broker starts without it.
    record Archive(Cache cache, String kafkaVersion) implements KafkaClasses {

        private static final int ID_LENGTH = 12;

        @Override
        public List<String> jvmOptions(Progress progress) {
            try {
                var folder = cache.folder(name(), part -> make(part, progress));
                return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + file(folder));
            } catch (ServerException e) {
                progress.report(
                        KafkaServer.NAME,
                        Progress.Kind.STEP,
                        "starts slower, without its class archive: " + e.getMessage());
                return List.of();
            }
        }

        private String name() {
            var jdk = JavaCommand.home() + System.getProperty("java.vm.version", "");
            var id = Digest.of(cache.root() + jdk).substring(0, ID_LENGTH);
            return "kafka-%s-classes-%s".formatted(kafkaVersion, id);
        }

        private void make(Path folder, Progress progress) throws IOException {
            progress.report(KafkaServer.NAME, Progress.Kind.STEP, "archiving its classes");
            var training = folder.resolve("training");
            var home = new Home(training);
            var ports = ServerPorts.picked();
            try (var guardian = Guardian.start()) {
                var recorder = new Recorder(file(folder));
                var node = KafkaNode.alone(ports.kafka(), ports.kafkaController());
                new KafkaServer(cache, home, node, recorder).start(guardian, Progress.NONE);
                ManagedProcess.find(home.run(), KafkaServer.NAME)
                        .ifPresent(process -> process.stop(Recorder.LIMIT));
            }
            Cache.delete(training);
            if (!Files.exists(file(folder))) {
                throw new IOException("the JVM wrote none");
            }
        }

        private static Path file(Path folder) {
            return folder.resolve("classes.jsa");
        }
    }

    /// Writes the archive when the broker ends.
    record Recorder(Path file) implements KafkaClasses {

        /// How long that may take on a busy machine.
        static final Duration LIMIT = Duration.ofMinutes(2);

        @Override
        public List<String> jvmOptions(Progress progress) {
            return List.of("-XX:ArchiveClassesAtExit=" + file);
        }
    }
}
