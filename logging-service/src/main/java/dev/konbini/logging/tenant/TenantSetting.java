package dev.konbini.logging.tenant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.mask.Masker;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was set about a tenant, as it is kept. What is null is as it is for tenants about whom
/// nothing was set.
@JsonIgnoreProperties(ignoreUnknown = true)
public record TenantSetting(
        @Nullable Quota quota,
        @Nullable Integer retentionDays,
        @Nullable MaskRules masking,
        @Nullable Instant tokensNotBefore,
        @Nullable StagingSlice staging) {

    /// The tenant `usual` with what is set here.
    Tenant over(Tenant usual) {
        return new Tenant(
                usual.name(),
                Objects.requireNonNullElse(quota, usual.quota()),
                retentionDays == null ? usual.retention() : Duration.ofDays(retentionDays),
                masking == null ? usual.masking() : masking,
                masking == null ? usual.masker() : Masker.of(masking),
                tokensNotBefore,
                Objects.requireNonNullElse(staging, usual.staging()));
    }
}
