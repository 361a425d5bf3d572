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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Replaces the replicas of a suite in a cluster: Helm says what is wanted, the cluster's
/// Deployments do it, and this looks on and has Helm go back where it goes wrong.
record KubeRollout(Cluster cluster, Helm helm, String wanted, Progress progress)
        implements Rollout {

    /// Readers before writers, as on one machine.
    private static final List<String> FIRST = List.of("logging", "transaction", "commerce");

    private static final String LAST = "gateway";

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
    public Map<String, String> running() {
        return pods(new PodLook(cluster)).stream()
                .filter(pod -> pod.ready() && !pod.terminating())
                .collect(
                        Collectors.groupingBy(
                                Pod::service,
                                TreeMap::new,
                                Collectors.mapping(
                                        Pod::version,
                                        Collectors.collectingAndThen(
                                                Collectors.toCollection(TreeSet::new),
                                                versions -> String.join(", ", versions)))));
    }

    @Override
    public String remedy() {
        return "To have one version everywhere: helm history %1$s --namespace %2$s, then helm rollback %1$s REVISION --namespace %2$s --wait."
                .formatted(cluster.release(), cluster.namespace());
    }

    @Override
    public Optional<String> run(Timeline timeline, Watch watch) {
        int before = helm.revision();
        Optional<String> complaint;
        try {
            complaint = replace(watch);
        } catch (RuntimeException failure) {
            complaint = Optional.of(String.valueOf(failure.getMessage()));
        }
        return complaint.map(reason -> new Retreat(reason, goBack(before, reason)).inWords());
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
        progress.say("%s → %s …".formatted(LAST, wanted));
        // What was set for single services is taken back, that of the last one too: somebody may
        // have set it before.
        var all = Stream.concat(FIRST.stream(), Stream.of(LAST)).toList();
        return complaint(helm.upgrade(wanted, all), watch);
    }

    /// Why the upgrade does not go on; empty when it is through. It does not run any more then.
    private Optional<String> complaint(Program upgrade, Watch watch) {
        var look = new PodLook(cluster);
        try {
            for (int pauses = 1; upgrade.runs(); pauses++) {
                var complaint = watch.complaint();
                if (complaint.isEmpty() && pauses % PAUSES_BETWEEN_LOOKS == 0) {
                    complaint = look.pods().flatMap(KubeRollout::trouble);
                }
                if (complaint.isPresent()) {
                    return complaint;
                }
                Tasks.pause(PAUSE);
            }
        } finally {
            if (upgrade.runs()) {
                upgrade.stop();
            }
        }
        var ended = upgrade.end();
        return ended.well() ? awaitOld(look, watch) : Optional.of(inWords(ended));
    }

    /// Waits for the last replicas of the version before, which are still answering what they have
    /// taken. Their grace period ends this, but for those of a node that is lost.
    private Optional<String> awaitOld(PodLook look, Watch watch) {
        var deadline = Instant.now().plus(helm.limit());
        var old = terminating(look);
        while (!old.isEmpty()) {
            var complaint = watch.complaint();
            if (complaint.isPresent()) {
                return complaint;
            }
            if (Instant.now().isAfter(deadline)) {
                return Optional.of(
                        "within %d s these did not end: %s"
                                .formatted(helm.limit().toSeconds(), old));
            }
            Tasks.pause(PAUSE.multipliedBy(2));
            old = terminating(look);
        }
        return watch.complaint();
    }

    /// The names of those that were told to go and are still there.
    private static String terminating(PodLook look) {
        return pods(look).stream()
                .filter(Pod::terminating)
                .map(Pod::name)
                .collect(Collectors.joining(", "));
    }

    private static List<Pod> pods(PodLook look) {
        var pods = look.pods();
        while (pods.isEmpty()) {
            Tasks.pause(PAUSE);
            pods = look.pods();
        }
        return pods.get();
    }

    private static Optional<String> trouble(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.trouble().isPresent())
                .map(pod -> "%s does not start: %s".formatted(pod.name(), pod.trouble().get()))
                .findFirst();
    }

    private String inWords(Program.Ended helm) {
        var missing =
                new PodLook(cluster)
                        .pods().orElse(List.of()).stream()
                                .filter(pod -> pod.version().equals(wanted) && !pod.ready())
                                .map(Pod::name)
                                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return "helm upgrade failed: " + helm.complaint();
        }
        return "within %d s these were not ready: %s (helm says: %s)"
                .formatted(this.helm.limit().toSeconds(), missing, helm.complaint());
    }

    /// @return what kept it from that
    private List<String> goBack(int revision, String reason) {
        progress.say("Stopping here: %s. Going back to revision %d …".formatted(reason, revision));
        try {
            var ended = helm.rollback(revision).end();
            return ended.well()
                    ? List.of()
                    : List.of("helm rollback failed, too: " + ended.complaint());
        } catch (RuntimeException failure) {
            return List.of(String.valueOf(failure.getMessage()));
        }
    }
}
