package dev.konbini.gateway.replica;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where the services are and how they are spoken to.
///
/// @param services each service's replicas
/// @param readiness how it is found out whether a replica is fit
/// @param retry how often and how fast a request is tried again
/// @param connection what is kept open to each replica
/// @param breaker when a service that does not answer is left in peace
@Validated
@ConfigurationProperties("konbini.gateway")
public record ReplicaProperties(
        @NotEmpty Map<ServiceName, @Valid Location> services,
        @Valid @DefaultValue Readiness readiness,
        @Valid @DefaultValue Retry retry,
        @Valid @DefaultValue Connection connection,
        @Valid @DefaultValue Breaker breaker) {

    /// Where one service is: either a list or a name, not both.
    ///
    /// @param replicas the base URI of each replica
    /// @param dns a URI whose host stands for as many replicas as it has addresses, such as a
    ///   headless service's; asked again with each round of readiness checks
    public record Location(@DefaultValue List<URI> replicas, @Nullable URI dns) {

        @AssertTrue(message = "name either replicas or dns") boolean isOneOfBoth() {
            return replicas.isEmpty() != (dns == null);
        }
    }

    /// How it is found out whether a replica is fit.
    ///
    /// @param interval the time from one check of a replica to the next; what an upgrade must allow
    ///   between a replica's becoming unready and its end is this and [#timeout] together
    /// @param timeout after which a check counts as failed
    /// @param portOffset how far a replica's management port is above its port
    /// @param path of the readiness check at the management port
    public record Readiness(
            @NotNull @DefaultValue("500ms") Duration interval,
            @NotNull @DefaultValue("1s") Duration timeout,
            @DefaultValue("100") int portOffset,
            @NotNull @DefaultValue("/actuator/health/readiness") String path) {}

    /// How often and how fast a request is tried again.
    ///
    /// @param attempts how often a request is sent at most, counting the first
    /// @param backoffMax the longest pause before another attempt; each pause is a random part of
    ///   it
    /// @param retryAfterMax the longest `Retry-After` of a service that is not available at the
    ///   moment for which the gateway waits in its client's place; a longer one is the client's
    /// @param timeMin the least that must be left of a request's time for another attempt, which
    ///   would else only hide how the last one ended
    public record Retry(
            @Min(1) @Max(100) @DefaultValue("8") int attempts,
            @NotNull @DefaultValue("50ms") Duration backoffMax,
            @NotNull @DefaultValue("2s") Duration retryAfterMax,
            @NotNull @DefaultValue("100ms") Duration timeMin) {}

    /// What is kept open to each replica.
    ///
    /// @param connectTimeout after which a replica that does not take a connection counts as gone
    /// @param idleTimeout how long an answer may pause while it is being read
    /// @param keepAlive how long an unused connection is kept; shorter than the services keep
    ///   theirs, so that it is the gateway that closes
    /// @param perReplica how many connections one replica gets at most
    public record Connection(
            @NotNull @DefaultValue("1s") Duration connectTimeout,
            @NotNull @DefaultValue("2m") Duration idleTimeout,
            @NotNull @DefaultValue("10s") Duration keepAlive,
            @Min(1) @DefaultValue("512") int perReplica) {}

    /// When a service that does not answer is left in peace.
    ///
    /// @param window the time that is looked at
    /// @param calls how many requests there must have been in it
    /// @param failedPercent how many of them no replica answered, in percent
    /// @param pause how long no request is sent then
    public record Breaker(
            @NotNull @DefaultValue("10s") Duration window,
            @Min(1) @DefaultValue("20") int calls,
            @Min(1) @Max(100) @DefaultValue("50") int failedPercent,
            @NotNull @DefaultValue("2s") Duration pause) {}
}
