package dev.konbini.logging.rebuild;

import dev.konbini.logging.membership.Instance;
import dev.konbini.logging.membership.Instance.State;
import java.util.List;
import java.util.regex.Pattern;

/// Replicas of this service that know nothing of rebuilt indices: they would open one while it is
/// swapped, and take the lines of another for missing.
final class OlderReplicas {

    private static final String SERVICE = "logging-service";

    /// 0.3 was the first that knew.
    private static final Pattern KNOWING =
            Pattern.compile("(?:0\\.(?:[3-9]|\\d\\d+)|[1-9]\\d*)\\..*");

    private OlderReplicas() {}

    /// Those of `instances` that run, each with its version.
    static List<String> among(List<Instance> instances) {
        return instances.stream()
                .filter(one -> one.service().equals(SERVICE))
                .filter(one -> one.state() != State.STOPPED && one.state() != State.GONE)
                .filter(one -> !KNOWING.matcher(one.version()).matches())
                .map(one -> "%s (%s)".formatted(one.instance(), one.version()))
                .toList();
    }
}
