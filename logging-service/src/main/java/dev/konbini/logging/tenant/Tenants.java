package dev.konbini.logging.tenant;

import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.mask.Masker;
import dev.konbini.logging.setting.KnownSettings;
import dev.konbini.logging.setting.Setting;
import dev.konbini.logging.setting.SettingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What this replica knows of tenants: what was set about them a second ago at most while
/// Elasticsearch is there, and what was last known while it is not.
@Component
public final class Tenants {

    private static final Logger LOG = LoggerFactory.getLogger(Tenants.class);

    private final KnownSettings known;
    private final TenantProperties properties;
    private final JsonMapper json;
    private final Masker usualMasker;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    Tenants(KnownSettings known, TenantProperties properties, JsonMapper json) {
        this.known = known;
        this.properties = properties;
        this.json = json;
        this.usualMasker = Masker.of(usualMasking());
    }

    /// The tenant called `name`, whether or not anything was set about it.
    ///
    /// @return empty where it is not known what was set: none of it could be read since this
    ///   replica started, or this version cannot read it. What a tenant wants masked or kept is not
    ///   guessed.
    public Optional<Tenant> find(String name) {
        return known.all(SettingKind.TENANT)
                .flatMap(settings ->
                        Optional.ofNullable(settings.get(name))
                                .map(this::read)
                                .orElseGet(() -> Optional.of(usual(name))));
    }

    /// As [#find].
    ///
    /// @throws ElasticsearchUnavailable where that is empty
    public Tenant of(String name) {
        return find(name)
                .orElseThrow(() ->
                        new ElasticsearchUnavailable(
                                "What was set about tenant %s could not be read yet"
                                        .formatted(name),
                                null));
    }

    /// The tenant as `setting` makes it.
    ///
    /// @throws IllegalArgumentException if a pattern of its masking cannot be used
    public Tenant with(String name, TenantSetting setting) {
        return setting.over(usual(name));
    }

    /// The tenant as it is as long as nothing is set about it.
    public Tenant usual(String name) {
        var isOwn = name.equals(properties.own());
        return new Tenant(
                name,
                isOwn ? Quota.NONE : usualQuota(),
                properties.retention(),
                isOwn ? MaskRules.NONE : usualMasking(),
                isOwn ? Masker.of(MaskRules.NONE) : usualMasker,
                null,
                StagingSlice.NONE);
    }

    private Optional<Tenant> read(Setting setting) {
        var last = read.get(setting.name());
        if (last != null && last.version().equals(setting.version())) {
            return last.tenant();
        }
        var tenant = parse(setting);
        read.put(setting.name(), new Read(setting.version(), tenant));
        return tenant;
    }

    private Optional<Tenant> parse(Setting setting) {
        try {
            return Optional.of(
                    with(setting.name(), json.treeToValue(setting.value(), TenantSetting.class)));
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.error(
                    "What is set about tenant {} cannot be read by this version; until it is set"
                            + " anew its lines are refused",
                    setting.name(),
                    e);
            return Optional.empty();
        }
    }

    private Quota usualQuota() {
        var usual = properties.quota();
        return new Quota(usual.size().toBytes(), usual.lines(), usual.burstSeconds());
    }

    private MaskRules usualMasking() {
        return new MaskRules(properties.masking(), List.of());
    }

    private record Read(String version, Optional<Tenant> tenant) {}
}
