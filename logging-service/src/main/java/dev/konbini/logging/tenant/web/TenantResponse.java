package dev.konbini.logging.tenant.web;

import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.setting.Setting;
import dev.konbini.logging.tenant.Quota;
import dev.konbini.logging.tenant.StagingSlice;
import dev.konbini.logging.tenant.Tenant;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tenant as it is: what was set about it, and the usual for what was not.
///
/// @param quota without bound where a number is null
/// @param tokensNotBefore tokens issued before it are refused; null for none
/// @param staging which lines are copied to staging; none where percent is 0 and no partition is
///   named
/// @param changedAt null where nothing was set
/// @param changedBy the subject of who set it; null where nothing was set
record TenantResponse(
        String id,
        Quota quota,
        long retentionDays,
        MaskRules masking,
        @Nullable Instant tokensNotBefore,
        StagingSlice staging,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {

    static TenantResponse of(Tenant tenant, Optional<Setting> setting) {
        return new TenantResponse(
                tenant.name(),
                tenant.quota(),
                tenant.retention().toDays(),
                tenant.masking(),
                tenant.tokensNotBefore(),
                tenant.staging(),
                setting.map(Setting::changedAt).orElse(null),
                setting.map(Setting::changedBy).orElse(null));
    }
}
