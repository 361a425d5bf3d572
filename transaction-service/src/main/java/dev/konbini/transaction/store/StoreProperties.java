package dev.konbini.transaction.store;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long MongoDB may take.
///
/// @param timeout for one operation with all its retries, from choosing a server to the journal of
///   a majority; what takes longer is answered with 503 and may be repeated. Longer than an
///   election by MongoDB's own settings takes (10 s and what it takes to vote), so that an order
///   waits for it; longer than the gateway waits for one replica (10 s), and short enough for a
///   second attempt there to be answered within its 25 s. What was not written so long after an
///   offer's end is not written any more, so only then a repeat is told that the offer has lapsed
/// @param tolerance how long MongoDB may be silent before this replica calls itself unready; an
///   election takes a few seconds, and leaving the balancer for that would only move the wait
@Validated
@ConfigurationProperties("konbini.store")
public record StoreProperties(
        @NotNull @DefaultValue("12s") Duration timeout,
        @NotNull @DefaultValue("15s") Duration tolerance) {}
