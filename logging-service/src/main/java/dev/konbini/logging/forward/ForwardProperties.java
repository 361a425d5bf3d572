package dev.konbini.logging.forward;

import dev.konbini.logging.tenant.Tenant;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Where and from whom events are taken by Fluentd's forward protocol. Nothing listens while the
/// port is not set.
///
/// @param address of the network interface to listen on
/// @param port for TCP; 0 for any free one
/// @param tlsPort for TLS; 0 for any free one
/// @param sslBundle which of `spring.ssl.bundle.*` has the certificate; needed with `tlsPort`
/// @param sharedKey what senders have to know; without one, whoever reaches the port may send
/// @param tenant whose the events of connections without a user are
/// @param users who may send by name and password; if there are any, everybody has to, and
///   `sharedKey` is needed because passwords are part of its handshake
/// @param messageSize how large a message may be; a sender of larger ones is disconnected, so it is
///   at least the senders' `chunk_limit_size`
/// @param connectionsMax how many senders may be connected at a time
/// @param idleMax how long a sender may say nothing before its connection is closed
/// @param finishMax how long a connection has at shutdown to have taken what came in
@Validated
@ConfigurationProperties("konbini.forward")
public record ForwardProperties(
        @DefaultValue("127.0.0.1") @NotBlank String address,
        @Nullable @Min(0) @Max(65_535) Integer port,
        @Nullable @Min(0) @Max(65_535) Integer tlsPort,
        @Nullable String sslBundle,
        @Nullable String sharedKey,
        @Nullable @Pattern(regexp = Tenant.NAME) String tenant,
        @DefaultValue @NotNull List<@Valid User> users,
        @DefaultValue("16MB") @NotNull DataSize messageSize,
        @DefaultValue("100") @Min(1) int connectionsMax,
        @DefaultValue("10m") @NotNull Duration idleMax,
        @DefaultValue("8s") @NotNull Duration finishMax) {

    public ForwardProperties {
        if (tlsPort != null && sslBundle == null) {
            throw new IllegalArgumentException(
                    "konbini.forward.tls-port needs konbini.forward.ssl-bundle: the name of a bundle below spring.ssl.bundle");
        }
        if (!users.isEmpty() && sharedKey == null) {
            throw new IllegalArgumentException(
                    "konbini.forward.users needs konbini.forward.shared-key: passwords are part of its handshake");
        }
        if ((port != null || tlsPort != null) && users.isEmpty() && tenant == null) {
            throw new IllegalArgumentException(
                    "Nobody knows whose the events are: set konbini.forward.tenant or konbini.forward.users");
        }
        users = List.copyOf(users);
    }

    /// Who may send.
    ///
    /// @param tenant whose the events are
    public record User(
            @NotBlank String name,
            @NotBlank String password,
            @NotBlank @Pattern(regexp = Tenant.NAME) String tenant) {}
}
