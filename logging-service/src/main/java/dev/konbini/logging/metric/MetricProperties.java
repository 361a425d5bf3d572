package dev.konbini.logging.metric;

import dev.konbini.logging.tenant.Tenant;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How metrics are kept.
///
/// @param tenant whose points those are that come in through sockets, which know no tokens, and
///   whose are shown to who asks for no other's: the suite's own
/// @param rawKeep how long points ten seconds apart are kept; older ones are refused
/// @param rollUpKeep how long roll-ups of five minutes are kept
/// @param seriesMax how many series a tenant may have in a month; points of further ones are
///   dropped and counted
/// @param pointsMax how many points one request may read
/// @param rollUpEvery how often each replica looks whether there is something to roll up
@Validated
@ConfigurationProperties("konbini.metrics")
public record MetricProperties(
        @DefaultValue("konbini") @NotNull @Pattern(regexp = Tenant.NAME) String tenant,
        @DefaultValue("2d") @NotNull Duration rawKeep,
        @DefaultValue("365d") @NotNull Duration rollUpKeep,
        @DefaultValue("200000") @Min(1) @Max(2_000_000) int seriesMax,
        @DefaultValue("1000000") @Min(1000) int pointsMax,
        @DefaultValue("15s") @NotNull Duration rollUpEvery) {}
