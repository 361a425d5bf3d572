package dev.konbini.logging.door;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What may come in at once.
///
/// @param body how large a request's body may be, as it is sent and as it is when unpacked
/// @param lines how many lines a request may have
/// @param inFlight how much of all tenants together may be on its way through a replica, from the
///   first byte read until Kafka has answered; what is made of it takes some four to six times as
///   much heap, see [Parts]
/// @param lineSize a longer line is cut; below what Kafka takes as one record (`message.max.bytes`)
///   and `konbini.ingest.record-size`
/// @param answerMax how long Kafka may take; below what the gateway gives one attempt, so that
///   senders hear it from us
@Validated
@ConfigurationProperties("konbini.door")
public record DoorProperties(
        @DefaultValue("5MB") @NotNull DataSize body,
        @DefaultValue("100000") @Min(1) @Max(1_000_000) int lines,
        @DefaultValue("16MB") @NotNull DataSize inFlight,
        @DefaultValue("900KB") @NotNull DataSize lineSize,
        @DefaultValue("8s") @NotNull Duration answerMax) {}
