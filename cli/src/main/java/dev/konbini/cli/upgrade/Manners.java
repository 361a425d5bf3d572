package dev.konbini.cli.upgrade;

import dev.konbini.cli.cluster.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How the replicas of a Deployment come and go, judged by what an upgrade needs.
final class Manners {

    private static final String READINESS = "/actuator/health/readiness";

    /// What readiness consists of, where a service's own settings are overridden.
    private static final String READINESS_GROUP =
            "MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE";

    private Manners() {}

    /// Why its replicas must not be replaced at this moment.
    static List<String> now(Deployment deployment) {
        var name = deployment.name();
        var reasons = new ArrayList<String>();
        if (deployment.replicas() < 1) {
            reasons.add(name + " has no replicas: set services.….replicas to 2 or more.");
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

    /// Why requests would fail whenever one of its replicas is replaced.
    ///
    /// @param where it is written so
    static List<String> whenReplaced(Deployment deployment, String where) {
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
}
