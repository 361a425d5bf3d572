package dev.konbini.logging.retention;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What is kept how long, each counted from the end of its day or month. How long lines are kept is
/// agreed with each tenant.
///
/// @param enabled whether this replica takes part
/// @param every how often it is looked
/// @param events order events
/// @param deadLetters dead letters as they are listed; the topic has a retention of its own
/// @param operations who did what
/// @param alertHistory what alerts did
/// @param ledger what became of lines; longer than lines are kept, or what became of them is
///   forgotten before them
/// @param settledAfter how long after its end a day is merged and closed to writing, once a day;
///   more than the late lines of most days take to come
@Validated
@ConfigurationProperties("konbini.retention")
public record RetentionProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10m") @NotNull Duration every,
        @DefaultValue("400d") @NotNull Duration events,
        @DefaultValue("90d") @NotNull Duration deadLetters,
        @DefaultValue("400d") @NotNull Duration operations,
        @DefaultValue("400d") @NotNull Duration alertHistory,
        @DefaultValue("120d") @NotNull Duration ledger,
        @DefaultValue("2d") @NotNull Duration settledAfter) {}
