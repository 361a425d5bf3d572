package dev.konbini.logging.parse;

import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How lines are read.
///
/// @param zone where a time is from that says nothing of a zone, such as `Z` or `Europe/Berlin`
@Validated
@ConfigurationProperties("konbini.parse")
public record ParseProperties(@DefaultValue("Z") @NotNull ZoneId zone) {}
