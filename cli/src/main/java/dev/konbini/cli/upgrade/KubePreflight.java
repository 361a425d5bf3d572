package dev.konbini.cli.upgrade;

import dev.konbini.cli.cluster.Cluster;
import dev.konbini.cli.cluster.Deployment;
import dev.konbini.cli.terminal.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A suite in a cluster, looked at before its upgrade.
record KubePreflight(
        Cluster cluster, KubeRollout rollout, Compatibility compatibility, Progress progress)
        implements Preflight {

    private static final String READINESS = "/actuator/health/readiness";

    /// What readiness consists of, where a service's own settings are overridden.
    private static final String READINESS_GROUP =
            "MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE";

    private static final Pattern RELEASED = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    @Override
    public List<String> reasons() {
        var deployments = cluster.deployments();
        if (deployments.isEmpty()) {
            return List.of(
                    "There is no release %s in namespace %s. Install it: helm install."
                            .formatted(cluster.release(), cluster.namespace()));
        }
        var reasons = new ArrayList<String>();
        var budgets = cluster.disruptionsAllowed();
        for (var deployment : deployments) {
            reasons.addAll(of(deployment));
            if (budgets.getOrDefault(deployment.name(), 0) < 1) {
                reasons.add(
                        "The disruption budget of %s lets no replica go. See kubectl describe pdb %1$s."
                                .formatted(deployment.name()));
            }
        }
        // What goes drains as it was installed; what comes will, at the next upgrade, as the chart
        // has it.
        deployments.forEach(each -> reasons.addAll(manners(each, "as it runs")));
        rollout.helm()
                .rendered(rollout.wanted())
                .forEach(each -> reasons.addAll(manners(each, "in the chart")));
        reasons.addAll(breaches());
        tellOfImages(deployments);
        return reasons;
    }

    private List<String> of(Deployment deployment) {
        var name = deployment.name();
        var reasons = new ArrayList<String>();
        if (deployment.replicas() < 2) {
            reasons.add(
                    "%s has %d replica: set services.….replicas to 2 or more."
                            .formatted(name, deployment.replicas()));
        }
        if (deployment.ready() < deployment.replicas()) {
            reasons.add(
                    "%s has %d of %d replicas ready. See kubectl describe deployment %1$s."
                            .formatted(name, deployment.ready(), deployment.replicas()));
        } else if (!deployment.settled()) {
            reasons.add(name + " is being rolled already: wait until it is through.");
        }
        return reasons;
    }

    /// @param where the manners are written
    private static List<String> manners(Deployment deployment, String where) {
        var name = deployment.name() + " (" + where + ")";
        var reasons = new ArrayList<String>();
        if (!Set.of("0", "0%").contains(deployment.maxUnavailable())) {
            reasons.add(
                    "%s takes replicas away before new ones are ready: maxUnavailable is %s, not 0."
                            .formatted(name, deployment.maxUnavailable()));
        }
        if (!deployment.preStop()) {
            reasons.add(
                    name
                            + " has no preStop: a replica is told to go while requests are still sent to it.");
        }
        if (!deployment.readinessPath().equals(READINESS)
                || deployment.settings().containsKey(READINESS_GROUP)) {
            reasons.add(
                    "%s is not asked whether it is ready (%s): requests go to replicas that are starting or draining."
                            .formatted(
                                    name,
                                    deployment.settings().containsKey(READINESS_GROUP)
                                            ? READINESS_GROUP + " is set"
                                            : "its readiness probe asks \""
                                                    + deployment.readinessPath()
                                                    + "\", not "
                                                    + READINESS));
        }
        return reasons;
    }

    /// Tags that are no version have no contracts to compare.
    private List<String> breaches() {
        var running = rollout.versions().stream().filter(this::isReleased).toList();
        return isReleased(rollout.wanted())
                ? compatibility.breaches(running, rollout.wanted())
                : List.of();
    }

    private boolean isReleased(String tag) {
        return RELEASED.matcher(tag).matches();
    }

    /// A node that lacks an image will pull it, if it is there: nothing here can tell.
    private void tellOfImages(List<Deployment> deployments) {
        var known = cluster.imagesOnNodes();
        deployments.stream()
                .map(each -> image(each.image()))
                .filter(image -> known.stream().noneMatch(each -> each.endsWith(image)))
                .forEach(image -> progress.say(image + " is on no node yet: it will be pulled"));
    }

    private String image(String running) {
        return running.substring(0, running.lastIndexOf(':') + 1) + rollout.wanted();
    }
}
