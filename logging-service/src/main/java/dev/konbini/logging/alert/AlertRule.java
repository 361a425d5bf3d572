package dev.konbini.logging.alert;

import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.Scope;
import dev.konbini.logging.query.ShortNames;
import dev.konbini.logging.tenant.Tenant;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an alert looks for, and whom it tells.
///
/// @param condition what is wrong with a window
/// @param q which lines are counted, as in `/api/logs`; null for all
/// @param services see `q`; empty for all
/// @param levels see `q`; empty for all
/// @param tenant whose lines; null for every tenant's
/// @param groupBy a keyword field whose values are judged each for itself; null for all together
/// @param window how long a window is
/// @param every how far apart windows end, at multiples of it since 1970
/// @param delay how long lines may be late: a window is judged so long after its end, and not
///   before all lines received until its end are indexed
/// @param cooldown how long nothing is told after a firing was, for each group
/// @param resolve whether it is told when all is well again
/// @param enabled whether it is judged at all
public record AlertRule(
        @NotNull @Valid Condition condition,
        @Nullable @Size(max = 2000) String q,
        @Size(max = 20) List<String> services,
        @Size(max = 20) List<String> levels,
        @Nullable @Pattern(regexp = Tenant.NAME) String tenant,
        @Nullable @Pattern(regexp = "[A-Za-z@][A-Za-z0-9_.]{0,200}") String groupBy,
        @NotNull Period window,
        Period every,
        Period delay,
        Period cooldown,
        Boolean resolve,
        @NotNull @Valid Webhook webhook,
        Boolean enabled) {

    @SuppressWarnings("ConstantValue") // JSON leaves members out, whatever their type says.
    public AlertRule {
        services = services == null ? List.of() : List.copyOf(services);
        levels = levels == null ? List.of() : List.copyOf(levels);
        every = every == null ? new Period("1m") : every;
        delay = delay == null ? new Period("30s") : delay;
        cooldown = cooldown == null ? new Period("0s") : cooldown;
        resolve = resolve == null || resolve;
        enabled = enabled == null || enabled;
    }

    /// The lines of a time that are counted.
    ///
    /// @param from null for all until `to`
    LineFilter lines(@Nullable Instant from, Instant to) {
        return new LineFilter(scope(), q, from, to, services, levels, null);
    }

    Scope scope() {
        return new Scope(tenant);
    }

    /// The full name of what is grouped by.
    public @Nullable String groupField() {
        return groupBy == null ? null : ShortNames.field(groupBy);
    }

    Duration length() {
        return window.duration();
    }

    /// Where the first window ends that ends after `time`.
    Instant nextEnd(Instant time) {
        var step = every.duration().toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli(), step) + 1) * step);
    }
}
