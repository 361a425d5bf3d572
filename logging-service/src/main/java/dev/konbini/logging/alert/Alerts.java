package dev.konbini.logging.alert;

import dev.konbini.logging.setting.KnownSettings;
import dev.konbini.logging.setting.Setting;
import dev.konbini.logging.setting.SettingKind;
import dev.konbini.logging.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The alerts that are set.
///
/// Every call that reads or writes throws [dev.konbini.logging.index.ElasticsearchUnavailable]
/// where Elasticsearch is away.
@Component
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final int TRIES = 10;

    private final Settings settings;
    private final KnownSettings known;
    private final AlertStates states;
    private final JsonMapper json;
    private final Clock clock;

    Alerts(
            Settings settings,
            KnownSettings known,
            AlertStates states,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.known = known;
        this.states = states;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Alert> find(String name) {
        return settings.find(SettingKind.ALERT, name).flatMap(this::alert);
    }

    /// All of them, by name.
    public List<Alert> all() {
        return settings.all(SettingKind.ALERT).stream()
                .flatMap(setting -> alert(setting).stream())
                .toList();
    }

    /// All of them as this replica knew them a second ago; empty until it could read them.
    Optional<List<Alert>> known() {
        return known.all(SettingKind.ALERT)
                .map(set ->
                        set.values().stream().flatMap(setting -> alert(setting).stream()).toList());
    }

    /// Sets an alert, where `permits` agrees with the version that is there (null for none). Where
    /// it wants another version and all is so already, an earlier request's answer may have been
    /// lost (RFC 9110, section 13.1.1).
    ///
    /// One that is enabled again is not judged for the time in which it was not. That is noted in
    /// its state, and before it is enabled, so that no replica, of whichever version, finds the
    /// windows of that time due.
    ///
    /// @return the alert as set; empty where `permits` does not agree
    public Optional<Alert> put(
            String name, AlertRule rule, Predicate<@Nullable String> permits, String changedBy) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var there = find(name);
            var version = there.map(Alert::version).orElse(null);
            if (!permits.test(version)) {
                return there.filter(alert -> !permits.test(null) && alert.rule().equals(rule));
            }
            var disabled = there.filter(before -> !before.rule().enabled());
            if (rule.enabled() && disabled.isPresent() && !passToNow(disabled.get())) {
                continue;
            }
            var createdAt = there.map(Alert::createdAt).orElse(clock.instant());
            var set =
                    settings.put(
                            SettingKind.ALERT,
                            name,
                            json.valueToTree(new Kept(createdAt, rule)),
                            version,
                            changedBy);
            if (set.isPresent()) {
                return set.flatMap(this::alert);
            }
        }
        return Optional.empty();
    }

    private boolean passToNow(Alert alert) {
        return states.change(alert, state -> state.passedTo(clock.instant()));
    }

    /// Takes an alert away, with what was still to be told of it. Where none is there an earlier
    /// request may have done so, whatever `permits` says.
    ///
    /// @param removedBy the subject of who does it
    /// @return false where `permits` does not agree with the version that is there
    public boolean remove(String name, Predicate<@Nullable String> permits, String removedBy) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var version = settings.find(SettingKind.ALERT, name).map(Setting::version).orElse(null);
            if (version != null && !permits.test(version)) {
                return false;
            }
            if (version == null || settings.remove(SettingKind.ALERT, name, version, removedBy)) {
                states.forget(name);
                return true;
            }
        }
        return false;
    }

    private Optional<Alert> alert(Setting setting) {
        try {
            var kept = json.treeToValue(setting.value(), Kept.class);
            return Optional.of(
                    new Alert(
                            setting.name(),
                            kept.rule(),
                            kept.createdAt(),
                            setting.version(),
                            setting.changedAt(),
                            setting.changedBy()));
        } catch (JacksonException e) {
            // A later version of this service may have set what this one does not know.
            LOG.debug("The alert {} cannot be read", setting.name(), e);
            return Optional.empty();
        }
    }

    private record Kept(Instant createdAt, AlertRule rule) {}
}
