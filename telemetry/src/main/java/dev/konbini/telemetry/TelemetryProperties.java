package dev.konbini.telemetry;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/// How a service tells what it does.
///
/// Checked here rather than by annotations: the log is set up, and these are read, long before
/// there is a validator.
///
/// @param enabled whether lines and heartbeats go to Kafka; without, lines go to standard output
///   alone
/// @param instance names this process among all, in lines and heartbeats. What is set, or else the
///   service's name, is only its beginning: each start adds characters of its own
/// @param spoolDirectory where lines wait for Kafka; a folder for each topic, service and instance
///   is made in it
/// @param maxSize how much may wait there, all of one process's lines and those it adopted from
///   dead ones; at the bound the newest lines are dropped and counted
/// @param flushTimeout how long a stopping service goes on sending, as long as Kafka answers; what
///   is left is sent by the service's next process
/// @param heartbeatInterval time between two heartbeats
/// @param accessLog whether each served HTTP request is a line
@ConfigurationProperties("konbini.telemetry")
public record TelemetryProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("unnamed") String instance,
        Path spoolDirectory,
        @DefaultValue("256MB") DataSize maxSize,
        @DefaultValue("5s") Duration flushTimeout,
        @DefaultValue("2s") Duration heartbeatInterval,
        @DefaultValue("true") boolean accessLog) {

    public TelemetryProperties {
        Assert.isTrue(
                instance.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}"),
                "konbini.telemetry.instance names a folder: letters, digits, '.', '_' and '-', at most 117 of them");
        Assert.isTrue(
                maxSize.toBytes() >= 64 * 1024, "konbini.telemetry.max-size must be at least 64KB");
        Assert.isTrue(
                !flushTimeout.isNegative(), "konbini.telemetry.flush-timeout must not be negative");
        Assert.isTrue(
                heartbeatInterval.toMillis() >= 100,
                "konbini.telemetry.heartbeat-interval must be at least 100ms");
    }
}
