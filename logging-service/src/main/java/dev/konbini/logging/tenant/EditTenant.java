package dev.konbini.logging.tenant;

import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.setting.KnownSettings;
import dev.konbini.logging.setting.Setting;
import dev.konbini.logging.setting.SettingKind;
import dev.konbini.logging.setting.Settings;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Sets what is agreed with a tenant, in place of what was set before.
@Service
public final class EditTenant {

    private static final Logger LOG = LoggerFactory.getLogger(EditTenant.class);
    private static final int TRIES_MAX = 10;

    private final Settings settings;
    private final KnownSettings known;
    private final JsonMapper json;

    EditTenant(Settings settings, KnownSettings known, JsonMapper json) {
        this.settings = settings;
        this.known = known;
        this.json = json;
    }

    /// Sets it, where what is set now is as the command demands. A repeat sets the same again, or
    /// finds it set where that is not the version any more that it names (RFC 9110, section
    /// 13.1.1).
    ///
    /// Precedence: [Outcome.PreconditionFailed], [Outcome.Contended], [Outcome.Edited].
    ///
    /// @throws ElasticsearchUnavailable if Elasticsearch is away; it is not known then whether it
    ///   was set
    public Outcome edit(Command command) {
        for (var i = 0; i < TRIES_MAX; i++) {
            var there = settings.find(SettingKind.TENANT, command.name());
            var version = there.map(Setting::version);
            if (!command.precondition().test(version)) {
                return there.filter(setting -> isRepeat(command, setting))
                        .<Outcome>map(setting -> new Outcome.Edited(setting, false))
                        .orElseGet(Outcome.PreconditionFailed::new);
            }
            var edited =
                    settings.put(
                            SettingKind.TENANT,
                            command.name(),
                            json.valueToTree(command.setting()),
                            version.orElse(null),
                            command.editor());
            if (edited.isPresent()) {
                learn();
                return new Outcome.Edited(edited.get(), there.isEmpty());
            }
        }
        return new Outcome.Contended();
    }

    private boolean isRepeat(Command command, Setting there) {
        return !command.precondition().test(Optional.empty())
                && json.treeToValue(there.value(), TenantSetting.class).equals(command.setting());
    }

    // Other replicas learn of it within a second; so does this one, should this fail.
    private void learn() {
        try {
            known.refresh(SettingKind.TENANT);
        } catch (ElasticsearchUnavailable e) {
            LOG.debug("What was just set could not be read", e);
        }
    }

    /// What to set.
    ///
    /// @param setting whose masking can be compiled
    /// @param precondition whether what is set now, by its version, may be replaced; empty where
    ///   nothing is
    /// @param editor the subject of who asks for it
    public record Command(
            String name,
            TenantSetting setting,
            Predicate<Optional<String>> precondition,
            String editor) {}

    /// What became of it.
    public sealed interface Outcome {

        /// It is set.
        ///
        /// @param isNew whether nothing was set before
        record Edited(Setting setting, boolean isNew) implements Outcome {}

        /// What is set is not as was demanded. Nothing was changed.
        record PreconditionFailed() implements Outcome {}

        /// Others change it all the time. Nothing was changed.
        record Contended() implements Outcome {}
    }
}
