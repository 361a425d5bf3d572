package dev.konbini.logging.ledger;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the ledger is watched.
///
/// @param every how often it is looked whether lines are missing
/// @param window how far back each look goes
@Validated
@ConfigurationProperties("konbini.ledger")
public record LedgerProperties(
        @DefaultValue("1m") @NotNull Duration every,
        @DefaultValue("1h") @NotNull Duration window) {}
