package dev.konbini.gateway.route;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What a request may carry and how long it may take.
///
/// @param sizes of bodies
/// @param times from a request's arrival to the head of its answer
@Validated
@ConfigurationProperties("konbini.gateway.requests")
record RouteProperties(@Valid @DefaultValue Sizes sizes, @Valid @DefaultValue Times times) {

    /// How large bodies may be.
    ///
    /// @param held how large a body may be to be held in memory, so that it can be sent again to
    ///   another replica; what is larger passes through once
    /// @param ordinary the largest body that most paths take
    /// @param logs the largest batch of log lines, all of which is held
    /// @param upload the largest catalogue
    record Sizes(
            @NotNull @DefaultValue("1MB") DataSize held,
            @NotNull @DefaultValue("8MB") DataSize ordinary,
            @NotNull @DefaultValue("5MB") DataSize logs,
            @NotNull @DefaultValue("1GB") DataSize upload) {

        int held(Route.Size size) {
            return switch (size) {
                case ORDINARY, UPLOAD -> Math.toIntExact(held.toBytes());
                case LOGS -> Math.toIntExact(logs.toBytes());
            };
        }

        long largest(Route.Size size) {
            return switch (size) {
                case ORDINARY -> ordinary.toBytes();
                case LOGS -> logs.toBytes();
                case UPLOAD -> upload.toBytes();
            };
        }
    }

    /// How long an answer may take to begin.
    ///
    /// @param attempt how long one replica has; an export is waited for until the deadline
    /// @param deadline how long all attempts at a request have together
    /// @param passing the same for a body that passes through, its sending included
    record Times(
            @NotNull @DefaultValue("10s") Duration attempt,
            @NotNull @DefaultValue("25s") Duration deadline,
            @NotNull @DefaultValue("10m") Duration passing) {}
}
