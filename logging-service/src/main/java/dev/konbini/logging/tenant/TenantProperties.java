package dev.konbini.logging.tenant;

import dev.konbini.logging.mask.MaskKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What is agreed with tenants about whom nothing was set.
///
/// @param own the suite's own tenant, which has no quota and whose lines are not masked unless that
///   is set: its lines are written by its services, which keep secrets out themselves
/// @param retention how long lines are kept
/// @param quota how much a tenant may send
/// @param masking what is masked
@Validated
@ConfigurationProperties("konbini.tenants")
public record TenantProperties(
        @DefaultValue("konbini") @NotNull @Pattern(regexp = Tenant.NAME) String own,
        @DefaultValue("90d") @NotNull Duration retention,
        @Valid @DefaultValue Usual quota,
        @DefaultValue({"card", "token", "secret"}) @NotNull Set<MaskKind> masking) {

    /// A quota, of each tenant on its own.
    ///
    /// @param size of lines as JSON, each second
    /// @param lines each second
    /// @param burstSeconds for how long's worth a tenant that sent nothing may send at once
    public record Usual(
            @DefaultValue("5MB") @NotNull DataSize size,
            @DefaultValue("10000") @Min(1) long lines,
            @DefaultValue("10") @Min(1) @Max(3600) int burstSeconds) {}
}
