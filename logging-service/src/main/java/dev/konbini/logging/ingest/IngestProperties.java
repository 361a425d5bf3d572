package dev.konbini.logging.ingest;

import dev.konbini.logging.tenant.Tenant;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How records are taken in.
///
/// @param tenant whose lines those are that name no tenant: the suite's own, since only its own
///   services write to the topic directly
/// @param bulkSize how much is sent to Elasticsearch in one request; a larger line goes alone
/// @param recordSize a larger record becomes a dead letter; well below Elasticsearch's
///   `http.max_content_length`
/// @param waitMin how long to wait after Elasticsearch first could not take a batch; each further
///   wait is twice as long, give or take a little
/// @param waitMax how long to wait at most between two tries
@Validated
@ConfigurationProperties("konbini.ingest")
public record IngestProperties(
        @DefaultValue("konbini") @NotNull @Pattern(regexp = Tenant.NAME) String tenant,
        @DefaultValue("5MB") @NotNull DataSize bulkSize,
        @DefaultValue("1MB") @NotNull DataSize recordSize,
        @DefaultValue("200ms") @NotNull Duration waitMin,
        @DefaultValue("5s") @NotNull Duration waitMax) {}
