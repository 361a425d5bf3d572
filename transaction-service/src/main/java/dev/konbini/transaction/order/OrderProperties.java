package dev.konbini.transaction.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When others finish what was left half done.
///
/// @param lapse how long an attempt may be pending before it is cancelled; longer than any request
///   may take
/// @param settleAfter how old a reservation must be to be looked at by the sweep
/// @param sweepInterval how often a replica looks for work left behind
/// @param batchMax orders or stock documents looked at in one round
@Validated
@ConfigurationProperties("konbini.orders")
public record OrderProperties(
        @NotNull @DefaultValue("2m") Duration lapse,
        @NotNull @DefaultValue("60s") Duration settleAfter,
        @NotNull @DefaultValue("5s") Duration sweepInterval,
        @Min(1) @Max(1_000) @DefaultValue("200") int batchMax) {}
