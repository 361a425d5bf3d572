package dev.konbini.logging.metricintake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// The sockets that take metrics. Nobody has to say who they are there: open them only to a network
/// whose every host may write this tenant's metrics.
///
/// @param graphitePort where Graphite lines come in, over TCP and UDP; 0 for any free port; null
///   for none
/// @param statsdPort where StatsD comes in, over TCP and UDP; as `graphitePort`
/// @param address on which the sockets listen
/// @param connectionsMax how many TCP connections a port has at most; further ones are closed
/// @param lineBytesMax the longest line; a longer one ends its connection, or its packet is dropped
/// @param idleMax how long a connection may be silent before it is closed
/// @param packetsMax how many UDP packets wait at most; further ones are dropped and counted
/// @param packetsSize how much heap UDP packets that wait take at most on a port; further ones are
///   dropped and counted
/// @param flushInterval how often StatsD's values become points
/// @param namesMax how many StatsD names are kept between two flushes; values of further ones are
///   dropped and counted
@Validated
@ConfigurationProperties("konbini.metrics.intake")
record MetricIntakeProperties(
        @Nullable @Min(0) @Max(65_535) Integer graphitePort,
        @Nullable @Min(0) @Max(65_535) Integer statsdPort,
        @DefaultValue("127.0.0.1") @NotBlank String address,
        @DefaultValue("2048") @Min(1) @Max(100_000) int connectionsMax,
        @DefaultValue("2048") @Min(64) @Max(65_507) int lineBytesMax,
        @DefaultValue("10m") @NotNull Duration idleMax,
        @DefaultValue("20000") @Min(1) int packetsMax,
        @DefaultValue("4MB") @NotNull DataSize packetsSize,
        @DefaultValue("10s") @NotNull Duration flushInterval,
        @DefaultValue("100000") @Min(1) int namesMax) {

    MetricIntakeProperties {
        if (packetsSize.compareTo(DataSize.ofKilobytes(256)) < 0
                || packetsSize.compareTo(DataSize.ofGigabytes(1)) > 0) {
            throw new IllegalArgumentException(
                    "konbini.metrics.intake.packets-size is 256KB, which the largest packet needs, to 1GB");
        }
    }
}
