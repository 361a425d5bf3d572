package dev.konbini.commerce.durability;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long the database may take.
///
/// @param timeout for one operation, its retries and the choice of a server included; past it the
///   caller is told to try again. Longer than an election by MongoDB's own settings takes (10 s and
///   what it takes to vote), so that a cart waits for it; short enough for the gateway's second
///   attempt (10 s after the first) to be answered within its 25 s
/// @param outageTolerance how long the database may be silent before this replica reports itself
///   unready. Longer than an election of a replica set, which all replicas sit out alike
@ConfigurationProperties("konbini.durability")
public record DurabilityProperties(
        @DefaultValue("12s") Duration timeout, @DefaultValue("20s") Duration outageTolerance) {}
