package dev.konbini.logging.alert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How alerts are judged and told.
///
/// @param catchUp how long a window may wait to be judged; one that waited longer is passed over,
///   which the alert's history says
/// @param pending how much may wait to be told of one alert; while it is so much, no further window
///   is judged
/// @param webhooks how they are told
@Validated
@ConfigurationProperties("konbini.alerts")
public record AlertProperties(
        @DefaultValue("1d") @NotNull Duration catchUp,
        @DefaultValue("100") @Min(1) int pending,
        @Valid @DefaultValue Webhooks webhooks) {

    /// How alerts are told.
    ///
    /// @param allowPrivate whether webhooks may be at addresses that are not public: loopback, link
    ///   local (where clouds keep their metadata), private networks
    /// @param timeout how long a receiver may take to answer
    /// @param backoffMin how long to wait after a first failure; each further wait is twice as long
    /// @param backoffMax how long to wait at most
    /// @param giveUp how long after a first try no more is tried
    /// @param secrets values of headers, by the name that alerts call them by
    public record Webhooks(
            @DefaultValue("false") boolean allowPrivate,
            @DefaultValue("10s") @NotNull Duration timeout,
            @DefaultValue("5s") @NotNull Duration backoffMin,
            @DefaultValue("5m") @NotNull Duration backoffMax,
            @DefaultValue("1d") @NotNull Duration giveUp,
            @DefaultValue Map<String, String> secrets) {

        public Webhooks {
            secrets = Map.copyOf(secrets);
        }

        /// Without the secrets, since this may be logged.
        @Override
        public String toString() {
            return "Webhooks[allowPrivate=%s, timeout=%s, secrets=%s]"
                    .formatted(allowPrivate, timeout, secrets.keySet());
        }
    }
}
