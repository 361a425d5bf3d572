package dev.konbini.logging.query;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How many exports a replica gives. Each holds about 1 MB for as long as its client reads.
///
/// @param atOnce how many at once
/// @param atOnceOfTenant how many of them of one tenant; those of every tenant's lines count as one
///   tenant's
@Validated
@ConfigurationProperties("konbini.export")
public record ExportProperties(
        @DefaultValue("12") @Min(1) int atOnce, @DefaultValue("4") @Min(1) int atOnceOfTenant) {}
