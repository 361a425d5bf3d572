package dev.konbini.logging.query;

import dev.konbini.logging.setting.Setting;
import dev.konbini.logging.setting.SettingKind;
import dev.konbini.logging.setting.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// The searches that each tenant keeps under a name, and operators among themselves.
///
/// Every call throws [dev.konbini.logging.index.ElasticsearchUnavailable] where Elasticsearch is
/// away.
@Service
public final class SavedSearches {

    /// How many searches a tenant may keep.
    public static final int OF_A_TENANT_MAX = 100;

    /// Stands where a tenant's name would, which no tenant can be called.
    private static final String OPERATORS = "*";

    private static final String SEPARATOR = "/";

    private final Settings settings;
    private final JsonMapper json;

    SavedSearches(Settings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /// The search `name` of `owner`.
    public Optional<Kept> find(Scope owner, String name) {
        return settings.find(SettingKind.SEARCH, key(owner, name)).map(this::kept);
    }

    /// All searches of `owner`, by name.
    public List<Kept> all(Scope owner) {
        return settings.all(SettingKind.SEARCH, key(owner, "")).stream().map(this::kept).toList();
    }

    /// Keeps `search` under `name`, where what is there is as expected.
    ///
    /// A repeat changes nothing but the version. Precedence: [Outcome.Changed], [Outcome.TooMany],
    /// [Outcome.Done].
    ///
    /// @param expected the version that is replaced; null where nothing may be there yet
    public Outcome keep(
            Scope owner,
            String name,
            SavedSearch search,
            @Nullable String expected,
            String changedBy) {
        if (expected == null
                && settings.count(SettingKind.SEARCH, key(owner, "")) >= OF_A_TENANT_MAX) {
            return find(owner, name).isPresent() ? new Outcome.Changed() : new Outcome.TooMany();
        }
        return settings.put(
                        SettingKind.SEARCH,
                        key(owner, name),
                        json.valueToTree(search),
                        expected,
                        changedBy)
                .<Outcome>map(setting -> new Outcome.Done(kept(setting)))
                .orElseGet(Outcome.Changed::new);
    }

    /// Takes the search away.
    ///
    /// @param removedBy the subject of who does it
    /// @return false where it is not at the version `expected`, and nothing was changed
    public boolean remove(Scope owner, String name, String expected, String removedBy) {
        return settings.remove(SettingKind.SEARCH, key(owner, name), expected, removedBy);
    }

    private Kept kept(Setting setting) {
        var name = setting.name();
        return new Kept(
                name.substring(name.indexOf(SEPARATOR) + 1),
                json.treeToValue(setting.value(), SavedSearch.class),
                setting.version(),
                setting.changedAt(),
                setting.changedBy());
    }

    private static String key(Scope owner, String name) {
        return (owner.tenant() == null ? OPERATORS : owner.tenant()) + SEPARATOR + name;
    }

    /// A search that is kept.
    ///
    /// @param version changes with each change; opaque
    public record Kept(
            String name, SavedSearch search, String version, Instant changedAt, String changedBy) {}

    /// What became of a change.
    public sealed interface Outcome {

        /// The search is kept.
        record Done(Kept kept) implements Outcome {}

        /// It is not at the version that was expected, or there despite none being expected.
        record Changed() implements Outcome {}

        /// The tenant keeps as many as it may.
        record TooMany() implements Outcome {}
    }
}
