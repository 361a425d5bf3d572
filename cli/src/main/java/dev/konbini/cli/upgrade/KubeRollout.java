package dev.konbini.cli.upgrade;

import dev.konbini.cli.cluster.Cluster;
import dev.konbini.cli.cluster.Deployment;
import dev.konbini.cli.cluster.Helm;
import dev.konbini.cli.cluster.Pod;
import dev.konbini.cli.cluster.PodWatch;
import dev.konbini.cli.cluster.Program;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.upgrade.Spell.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Replaces the replicas of a suite in a cluster: Helm says what is wanted, the cluster's
/// Deployments do it, and this looks on and has Helm go back where it goes wrong.
record KubeRollout(Cluster cluster, Helm helm, String wanted, Progress progress)
        implements Rollout {

    /// Readers before writers, as on one machine.
    private static final List<String> FIRST = List.of("logging", "transaction", "commerce");

    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Looking costs a process each time.
    private static final int PAUSES_BETWEEN_LOOKS = 10;

    @Override
    public List<String> versions() {
        return cluster.deployments().stream().map(Deployment::version).distinct().sorted().toList();
    }

    /// The images are the cluster's matter.
    @Override
    public void prepare() {}

    @Override
    public Following follow(Timeline timeline) {
        var watch =
                PodWatch.start(
                        cluster,
                        (pod, present) -> {
                            if (present) {
                                timeline.observe(pod.shortName(), pod.version(), state(pod));
                            } else {
                                timeline.leave(pod.shortName());
                            }
                        });
        return watch::close;
    }

    private static State state(Pod pod) {
        if (pod.terminating()) {
            return State.DRAINING;
        }
        return pod.ready() ? State.SERVING : State.STARTING;
    }

    @Override
    public Optional<String> run(Timeline timeline, Watch watch) {
        int before = helm.revision();
        var complaint = replace(watch);
        complaint.ifPresent(reason -> goBack(before, reason));
        return complaint;
    }

    /// One service after the other: the cluster starts as few replicas at once as it can.
    private Optional<String> replace(Watch watch) {
        for (var service : FIRST) {
            progress.say("%s → %s …".formatted(service, wanted));
            var complaint = complaint(helm.upgrade(wanted, service), watch);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        progress.say("gateway → %s …".formatted(wanted));
        return complaint(helm.upgrade(wanted, FIRST), watch);
    }

    /// Why the upgrade does not go on; empty when it is through.
    private Optional<String> complaint(Program upgrade, Watch watch) {
        for (int pauses = 1; upgrade.runs(); pauses++) {
            var complaint = watch.complaint();
            if (complaint.isEmpty() && pauses % PAUSES_BETWEEN_LOOKS == 0) {
                complaint = trouble();
            }
            if (complaint.isPresent()) {
                upgrade.stop();
                return complaint;
            }
            Tasks.pause(PAUSE);
        }
        var ended = upgrade.end();
        return ended.well() ? awaitOld(watch) : Optional.of(inWords(ended));
    }

    /// Waits for the last replicas of the version before, which are still answering what they have
    /// taken. Their grace period ends this.
    private Optional<String> awaitOld(Watch watch) {
        while (cluster.pods().stream().anyMatch(Pod::terminating)) {
            var complaint = watch.complaint();
            if (complaint.isPresent()) {
                return complaint;
            }
            Tasks.pause(PAUSE.multipliedBy(2));
        }
        return watch.complaint();
    }

    private Optional<String> trouble() {
        return cluster.pods().stream()
                .filter(pod -> pod.trouble().isPresent())
                .map(pod -> "%s does not start: %s".formatted(pod.name(), pod.trouble().get()))
                .findFirst();
    }

    private String inWords(Program.Ended helm) {
        var missing =
                cluster.pods().stream()
                        .filter(pod -> pod.version().equals(wanted) && !pod.ready())
                        .map(Pod::name)
                        .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return "helm upgrade failed: " + helm.complaint();
        }
        return "within %d s these were not ready: %s (helm says: %s)"
                .formatted(this.helm.limit().toSeconds(), missing, helm.complaint());
    }

    private void goBack(int revision, String reason) {
        progress.say("Stopping here: %s. Going back to revision %d …".formatted(reason, revision));
        var ended = helm.rollback(revision).end();
        if (!ended.well()) {
            progress.say(
                    "helm rollback failed, too: %s. See helm history %s and kubectl get pods."
                            .formatted(ended.complaint(), cluster.release()));
        }
    }
}
