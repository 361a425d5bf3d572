package dev.konbini.logging.membership;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When an instance counts as what.
///
/// @param suspectAfter heartbeats missed before an instance is suspect
/// @param goneAfter heartbeats missed before it is gone
/// @param keep how long an instance that is gone or stopped is still shown
/// @param waitMax how long a question in Consul's form waits for a change at most, however long it
///   is told to; below what the gateway gives one attempt
@Validated
@ConfigurationProperties("konbini.membership")
public record MembershipProperties(
        @DefaultValue("3") @Min(2) int suspectAfter,
        @DefaultValue("15") @Min(3) int goneAfter,
        @DefaultValue("1h") @NotNull Duration keep,
        @DefaultValue("8s") @NotNull Duration waitMax) {}
