package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.cluster.Cluster;
import dev.konbini.cli.cluster.Helm;
import dev.konbini.cli.cluster.PodWatch;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.traffic.Observed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With a kubectl and a helm that do as a test wants, found by the namespace's name.
class KubeRolloutTests {

    private static final Progress SILENT =
            Progress.plain(new PrintStream(OutputStream.nullOutputStream()));

    private final Interruption interruption = new Interruption();
    @TempDir private Path namespace;

    @BeforeEach
    void install() throws IOException {
        program("kubectl", pods(pod("gateway", "1.0.0", true, false)));
        program("helm", helm("true", "true"));
    }

    @Test
    void lastStepTakesBackTheTagsOfAllServices() throws IOException {
        assertThat(run()).isEmpty();

        var calls = calls().stream().filter(call -> call.contains(" upgrade ")).toList();
        assertThat(calls).hasSize(4);
        assertThat(calls.getLast())
                .contains(
                        "--set-string=image.tag=2.0.0,services.logging.tag=,services.transaction.tag=,services.commerce.tag=,services.gateway.tag=");
    }

    @Test
    void singleLookThatFailsIsNoReasonToStop() throws IOException {
        var namespaceFile = namespace.resolve("failed");
        program(
                "kubectl",
                "if [ ! -e %1$s ]; then touch %1$s; exit 1; fi\n".formatted(namespaceFile)
                        + pods(pod("gateway", "2.0.0", true, false)));

        assertThat(run()).isEmpty();

        assertThat(namespaceFile).exists();
    }

    @Test
    void replicasThatCannotBeLookedAtAreAReasonToGoBack() throws IOException {
        program("kubectl", "echo 'no route' >&2; exit 1");

        assertThat(run())
                .startsWith("It went back by itself: the replicas could not be looked at 5 times")
                .contains("no route");

        assertThat(calls().getLast()).contains("rollback konbini 7");
    }

    @Test
    void wayBackThatFailsIsSaid() throws IOException {
        program("helm", helm("echo 'timed out' >&2; exit 1", "echo 'no such' >&2; exit 1"));

        assertThat(run())
                .isEqualTo(
                        "It stopped: helm upgrade failed: timed out. It could not go back: helm rollback failed, too: no such.");
    }

    @Test
    void helmDoesNotGoOnWhenTheCommandIsInterrupted() throws IOException {
        program("helm", helm("echo $$ > \"$2/pid\"; exec sleep 600", "true"));
        Thread.ofVirtual().start(() -> interruption.interrupt(SILENT));
        interruption.pause(Duration.ofMinutes(1));

        assertThat(run()).isEqualTo("It went back by itself: this command was interrupted.");

        var pid = namespace.resolve("pid");
        if (Files.exists(pid)) {
            assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())))
                    .isNotPresent();
        }
        assertThat(calls().getLast()).contains("rollback konbini 7");
    }

    @Test
    void terminalsInterruptIsNotForHelmAndKubectl() throws Exception {
        var session = "set -- $(cut -d' ' -f1,6 /proc/$$/stat); ";
        program(
                "kubectl",
                session
                        + "echo '{\"object\":{\"metadata\":{\"name\":\"'$1-$2'\"}}}'; exec sleep 600");
        var name = new CompletableFuture<String>();
        try (var _ =
                PodWatch.start(
                        new Cluster(namespace.toString(), "konbini"),
                        (pod, _) -> name.complete(pod.name()))) {
            // The first of a session has its number.
            assertThat(name.get(1, TimeUnit.MINUTES)).matches("(\\d+)-\\1");
        }

        program("helm", session + "echo \"{\\\"version\\\": $(($1 - $2))}\"");
        assertThat(rollout().helm().revision()).isZero();
    }

    @Test
    void replicasThatServeSayWhichVersionsRun() throws IOException {
        program(
                "kubectl",
                pods(
                        pod("gateway", "1.0.0", true, false),
                        pod("gateway", "2.0.0", true, false),
                        pod("logging-service", "1.0.0", true, true),
                        pod("logging-service", "2.0.0", true, false),
                        pod("logging-service", "3.0.0", false, false)));

        assertThat(rollout().running())
                .isEqualTo(Map.of("gateway", "1.0.0, 2.0.0", "logging-service", "2.0.0"));
    }

    @Test
    void singleLookThatFailsLeavesNoDoubtOfWhatRuns() throws IOException {
        program(
                "kubectl",
                "if [ ! -e %1$s ]; then touch %1$s; exit 1; fi\n"
                                .formatted(namespace.resolve("failed"))
                        + pods(pod("gateway", "2.0.0", true, false)));

        assertThat(rollout().running()).isEqualTo(Map.of("gateway", "2.0.0"));
    }

    @Test
    @Timeout(60)
    void replicaThatDoesNotEndIsAReasonToGoBack() throws IOException {
        program("kubectl", pods(pod("gateway", "1.0.0", true, true)));

        assertThat(run(Duration.ZERO))
                .isEqualTo("It went back by itself: within 0 s these did not end: gateway-x.");
    }

    @Test
    void namesBeginAsTheReleaseHasThem() throws IOException {
        program("helm", "echo '{\"topics\":{\"prefix\":\"shop.\"}}'");

        assertThat(rollout().helm().prefixes()).isEqualTo(new Helm.Prefixes("shop.", "konbini-"));
        assertThat(calls().getLast()).contains("get values konbini --all");
    }

    private String run() {
        return run(Duration.ofSeconds(60));
    }

    private String run(Duration limit) {
        return rollout(limit)
                .run(
                        new Timeline(),
                        Watch.at(
                                40,
                                new Observed(),
                                Duration.ofSeconds(3),
                                failed -> false,
                                interruption))
                .orElse("");
    }

    private KubeRollout rollout() {
        return rollout(Duration.ofSeconds(60));
    }

    private KubeRollout rollout(Duration limit) {
        var cluster = new Cluster(namespace.toString(), "konbini");
        return new KubeRollout(cluster, new Helm(cluster, "chart", limit), "2.0.0", SILENT);
    }

    /// Revision 7, an upgrade and a rollback.
    private static String helm(String upgrade, String rollback) {
        return """
        case "$3" in
        status) echo '{"version": 7}' ;;
        upgrade) %s ;;
        rollback) %s ;;
        esac
        """
                .formatted(upgrade, rollback);
    }

    private static String pods(String... pods) {
        return "echo '{\"items\":[%s]}'".formatted(String.join(",", List.of(pods)));
    }

    private static String pod(String service, String version, boolean ready, boolean terminating) {
        return """
        {"metadata":{"name":"%1$s-x","labels":{"app.kubernetes.io/name":"%1$s"}%4$s},"spec":{"containers":[{"image":"konbini/%1$s:%2$s"}]},"status":{"conditions":[{"type":"Ready","status":"%3$s"}]}}\
        """
                .formatted(
                        service,
                        version,
                        ready ? "True" : "False",
                        terminating ? ",\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"" : "");
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(namespace.resolve("calls"));
    }

    private void program(String name, String script) throws IOException {
        var file = namespace.resolve(name);
        Files.writeString(
                file,
                "#!/bin/sh\n[ %s = helm ] && echo \"$@\" >> \"$2/calls\"\n%s\n"
                        .formatted(name, script));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
