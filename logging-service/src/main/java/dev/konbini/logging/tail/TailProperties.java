package dev.konbini.logging.tail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How lines are tailed. Each limit is one replica's.
///
/// @param tailers how many may tail at once
/// @param tailersOfTenant how many of them for one tenant; those that see every tenant count as one
///   tenant's
/// @param queueLines how many lines wait for a client that reads slowly; what comes then is counted
///   and skipped
/// @param queueSize how many bytes wait at most or are being sent, the same way; a larger line goes
///   alone
/// @param queuesSize how many bytes wait for all clients together, each line counted for each. Once
///   it is reached, each has 32 KB all the same
/// @param back how many lines a tailer may be behind the end, in all partitions together; older
///   ones are skipped and counted
/// @param lag how many lines the reader may be behind the end before it passes over what it has not
///   looked at yet
/// @param heartbeat how often a client hears that the tail lives, while no line comes
/// @param retry how long clients wait before they connect again; each is told a time between half
///   and one and a half of it
/// @param session after which a client is asked to connect again, so that its token is looked at
///   anew
@Validated
@ConfigurationProperties("konbini.tail")
public record TailProperties(
        @DefaultValue("2000") @Min(1) @Max(100_000) int tailers,
        @DefaultValue("200") @Min(1) @Max(100_000) int tailersOfTenant,
        @DefaultValue("20000") @Min(1) int queueLines,
        @DefaultValue("8MB") @NotNull DataSize queueSize,
        @DefaultValue("64MB") @NotNull DataSize queuesSize,
        @DefaultValue("10000") @Min(0) long back,
        @DefaultValue("50000") @Min(1000) long lag,
        @DefaultValue("5s") @NotNull Duration heartbeat,
        @DefaultValue("1s") @NotNull Duration retry,
        @DefaultValue("1h") @NotNull Duration session) {}
