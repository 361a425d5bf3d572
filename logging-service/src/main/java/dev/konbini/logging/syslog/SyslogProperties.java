package dev.konbini.logging.syslog;

import dev.konbini.logging.tenant.Tenant;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Where and from whom syslog is taken. Nothing listens whose port is not set.
///
/// @param address of the network interface to listen on
/// @param tcpPort for TCP; 0 for any free one
/// @param tlsPort for TLS; 0 for any free one
/// @param udpPort for UDP; 0 for any free one
/// @param sslBundle which of `spring.ssl.bundle.*` has the certificate; needed with `tlsPort`. Its
///   certificate may be PEM files (`spring.ssl.bundle.pem.NAME.keystore.certificate` and
///   `.private-key`)
/// @param tenant whose the messages without a token are; such are refused if it is not set. Whoever
///   reaches the port can then write into this tenant's logs
/// @param messageSize a longer message is taken in parts of this size; at most 256 KB
/// @param connectionsMax how many senders may be connected at a time by TCP, and as many by TLS
/// @param idleMax how long a sender may say nothing before its connection is closed
/// @param finishMax how long a connection has at shutdown to have taken what came in
@Validated
@ConfigurationProperties("konbini.syslog")
public record SyslogProperties(
        @DefaultValue("127.0.0.1") @NotBlank String address,
        @Nullable @Min(0) @Max(65_535) Integer tcpPort,
        @Nullable @Min(0) @Max(65_535) Integer tlsPort,
        @Nullable @Min(0) @Max(65_535) Integer udpPort,
        @Nullable String sslBundle,
        @Nullable @Pattern(regexp = Tenant.NAME) String tenant,
        @DefaultValue("64KB") @NotNull DataSize messageSize,
        @DefaultValue("1000") @Min(1) int connectionsMax,
        @DefaultValue("10m") @NotNull Duration idleMax,
        @DefaultValue("8s") @NotNull Duration finishMax) {

    private static final DataSize MESSAGE_MAX = DataSize.ofKilobytes(256);

    public SyslogProperties {
        if (tlsPort != null && sslBundle == null) {
            throw new IllegalArgumentException(
                    "konbini.syslog.tls-port needs konbini.syslog.ssl-bundle: the name of a bundle below spring.ssl.bundle");
        }
        if (messageSize.toBytes() < 480 || messageSize.compareTo(MESSAGE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "konbini.syslog.message-size is 480B (RFC 5424) to " + MESSAGE_MAX);
        }
    }
}
