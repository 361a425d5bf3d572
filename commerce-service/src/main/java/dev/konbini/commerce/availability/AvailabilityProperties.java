package dev.konbini.commerce.availability;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where stock is asked for.
///
/// @param transactionServiceUri the service that keeps it, such as `http://127.0.0.1:8082`
/// @param stockTimeout how long it may take to be reached, and then to answer; past it products are
///   shown without stock
@ConfigurationProperties("konbini.commerce")
public record AvailabilityProperties(
        @DefaultValue("http://127.0.0.1:8082") URI transactionServiceUri,
        @DefaultValue("300ms") Duration stockTimeout) {}
