package dev.konbini.logging.tenant.web;

import dev.konbini.logging.mask.CustomMask;
import dev.konbini.logging.mask.MaskKind;
import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.tenant.Quota;
import dev.konbini.logging.tenant.StagingSlice;
import dev.konbini.logging.tenant.TenantSetting;
import dev.konbini.web.problem.FieldProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an operator sets about a tenant. What is left out is as it is for all about whom nothing
/// was set.
///
/// @param tokensNotBefore tokens issued before it are refused from now on
record TenantRequest(
        @Valid @Nullable QuotaRequest quota,
        @Min(1) @Max(3650) @Nullable Integer retentionDays,
        @Valid @Nullable MaskingRequest masking,
        @Nullable Instant tokensNotBefore,
        @Valid @Nullable StagingRequest staging) {

    /// @param bytesPerSecond of lines as JSON; no bound if left out
    /// @param linesPerSecond no bound if left out
    /// @param burstSeconds for how many seconds' worth at once after silence; 10 if left out
    record QuotaRequest(
            @Min(1) @Max(1_000_000_000_000L) @Nullable Long bytesPerSecond,
            @Min(1) @Max(1_000_000_000L) @Nullable Long linesPerSecond,
            @Min(1) @Max(3600) @Nullable Integer burstSeconds) {

        private static final int BURST_SECONDS = 10;

        Quota toQuota() {
            return new Quota(
                    bytesPerSecond,
                    linesPerSecond,
                    Objects.requireNonNullElse(burstSeconds, BURST_SECONDS));
        }
    }

    /// @param kinds what is masked without a pattern; nothing if left out
    /// @param custom what else
    record MaskingRequest(
            @Nullable Set<@NotNull MaskKind> kinds,
            @Valid @Size(max = 20) @Nullable List<@NotNull CustomRequest> custom) {

        MaskRules toRules() {
            return new MaskRules(
                    Objects.requireNonNullElse(kinds, Set.of()),
                    Objects.requireNonNullElse(custom, List.<CustomRequest>of()).stream()
                            .map(CustomRequest::toMask)
                            .toList());
        }
    }

    /// @param name stands in the mask
    /// @param pattern in RE2's syntax
    record CustomRequest(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String name,
            @NotNull @Size(min = 1, max = CustomMask.PATTERN_MAX) String pattern) {

        CustomMask toMask() {
            return new CustomMask(name, pattern);
        }
    }

    /// @param percent of the tenant's lines that are copied to staging, whole traces where a line
    ///   has one; 0 if left out
    /// @param partitions of the topic of lines, all of whose lines of the tenant are copied as well
    record StagingRequest(
            @DecimalMin("0") @DecimalMax("100") @Nullable Double percent,
            @Size(max = 1000) @Nullable Set<@NotNull @Min(0) Integer> partitions) {

        StagingSlice toSlice() {
            return new StagingSlice(
                    Objects.requireNonNullElse(percent, 0.0),
                    Objects.requireNonNullElse(partitions, Set.of()));
        }
    }

    TenantSetting toSetting() {
        return new TenantSetting(
                quota == null ? null : quota.toQuota(),
                retentionDays,
                masking == null ? null : masking.toRules(),
                tokensNotBefore,
                staging == null ? null : staging.toSlice());
    }

    /// What is wrong with the patterns.
    List<FieldProblem> faults() {
        var faults = new ArrayList<FieldProblem>();
        if (masking != null) {
            var custom = masking.toRules().custom();
            for (var i = 0; i < custom.size(); i++) {
                var pointer = "/masking/custom/" + i + "/pattern";
                custom.get(i)
                        .fault()
                        .ifPresent(fault -> faults.add(FieldProblem.at(pointer, fault)));
            }
        }
        return faults;
    }
}
