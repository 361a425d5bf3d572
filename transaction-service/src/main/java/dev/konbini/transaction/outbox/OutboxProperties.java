package dev.konbini.transaction.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How events get to Kafka.
///
/// @param grace how long the replica that wrote an event has to send it before others may
/// @param lease how long a replica that took over an event has before others may; longer than a
///   send may take
/// @param sweepInterval how often a replica looks for what others left behind
/// @param queueMax documents that may wait in memory to be published; those beyond are found by the
///   sweep
/// @param batchMax documents published together
@Validated
@ConfigurationProperties("konbini.outbox")
public record OutboxProperties(
        @NotNull @DefaultValue("2s") Duration grace,
        @NotNull @DefaultValue("30s") Duration lease,
        @NotNull @DefaultValue("1s") Duration sweepInterval,
        @Min(1) @Max(1_000_000) @DefaultValue("10000") int queueMax,
        @Min(1) @Max(1_000) @DefaultValue("200") int batchMax) {}
