package dev.konbini.cli.upgrade;

import dev.konbini.cli.cluster.Cluster;
import dev.konbini.cli.cluster.Deployment;
import dev.konbini.cli.terminal.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A suite in a cluster, looked at before its upgrade.
record KubePreflight(
        Cluster cluster,
        KubeRollout rollout,
        Compatibility compatibility,
        Stores stores,
        Progress progress)
        implements Preflight {

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
            reasons.addAll(Manners.now(deployment));
            if (budgets.getOrDefault(deployment.name(), 0) < 1) {
                reasons.add(
                        "The disruption budget of %s lets no replica go. See kubectl describe pdb %1$s."
                                .formatted(deployment.name()));
            }
        }
        // What goes drains as it was installed; what comes will, at the next upgrade, as the chart
        // has it.
        deployments.forEach(each -> reasons.addAll(Manners.whenReplaced(each, "as it runs")));
        rollout.helm()
                .rendered(rollout.wanted())
                .forEach(each -> reasons.addAll(Manners.whenReplaced(each, "in the chart")));
        reasons.addAll(breaches());
        reasons.addAll(stores.unreadable());
        tellOfImages(deployments);
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
