package dev.konbini.logging.staging;

import dev.konbini.logging.mask.MaskKind;
import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.mask.Masker;
import dev.konbini.logging.tenant.Tenant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// What is masked in lines that leave for staging: every kind that is known, whatever a tenant has
/// kept in production, and what the tenant has masked by patterns of its own.
@Component
final class StagingMasks {

    private static final Set<MaskKind> ALL = Set.of(MaskKind.values());

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /// The masker for lines of `tenant`.
    Masker of(Tenant tenant) {
        var rules = new MaskRules(ALL, tenant.masking().custom());
        var last = known.get(tenant.name());
        if (last != null && last.rules().equals(rules)) {
            return last.masker();
        }
        var masker = Masker.of(rules);
        known.put(tenant.name(), new Known(rules, masker));
        return masker;
    }

    private record Known(MaskRules rules, Masker masker) {}
}
