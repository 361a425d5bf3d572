package dev.konbini.logging.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How alerts are at the moment.
@Component
public final class AlertStatus {

    private final AlertStates states;

    AlertStatus(AlertStates states) {
        this.states = states;
    }

    /// How `alert` is.
    public Status of(Alert alert) {
        return status(states.find(alert).state().outline());
    }

    /// How each of `alerts` is, in their order.
    public List<Status> of(List<Alert> alerts) {
        var byName = alerts.stream().collect(Collectors.toMap(Alert::name, Function.identity()));
        var found = new HashMap<String, Status>();
        if (!alerts.isEmpty()) {
            states.each(state -> {
                var alert = byName.get(state.alert());
                if (alert != null && state.isOf(alert)) {
                    found.put(alert.name(), status(state));
                }
            });
        }
        return alerts.stream()
                .map(alert -> {
                    var status = found.get(alert.name());
                    return status == null ? status(StateOutline.begin(alert)) : status;
                })
                .toList();
    }

    private static Status status(StateOutline state) {
        var groups = Objects.requireNonNullElse(state.groups(), Map.<String, GroupState>of());
        return new Status(
                state.until(),
                state.silent(),
                state.leftOut(),
                groups.entrySet().stream()
                        .filter(group -> group.getValue().firing())
                        .map(group -> new Firing(group.getKey(), group.getValue().since()))
                        .sorted(Comparator.comparing(Firing::group))
                        .toList(),
                state.due().size(),
                state.due().isEmpty() ? null : state.due().getFirst().lastError());
    }

    /// How an alert is.
    ///
    /// @param judgedUntil where the window ends that was judged last
    /// @param silentReason why that could not be judged; null where it could
    /// @param leftOut which groups that was not judged for; null where it was for all
    /// @param firing the groups in which something is wrong
    /// @param pending how much is still to be told
    /// @param lastError why the webhook could not be told what is next; null where it could
    public record Status(
            Instant judgedUntil,
            @Nullable String silentReason,
            @Nullable String leftOut,
            List<Firing> firing,
            int pending,
            @Nullable String lastError) {}

    /// A group in which something is wrong.
    ///
    /// @param group empty where the alert has none
    /// @param since where the window ended in which it began
    public record Firing(String group, Instant since) {}
}
