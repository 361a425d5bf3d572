package dev.konbini.logging.staging;

import dev.konbini.logging.index.ElasticsearchProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Where staging is and how it is fed. Which lines it gets is agreed with each tenant.
///
/// @param enabled whether this replica feeds staging
/// @param kafka the bootstrap servers of staging's Kafka; the suite's own where nothing is said
/// @param kafkaProperties what clients of that Kafka need besides, such as `security.protocol`
/// @param prefix stands before each of this suite's names of topics, groups and indices in staging;
///   may be empty only where neither Kafka nor Elasticsearch is this suite's
/// @param elasticsearch staging's; the suite's own where nothing is said
/// @param readPerSecond how many lines a replica reads each second at most, chosen or not
/// @param batch how many lines are read, sent and committed together
/// @param fetch how much is asked of Kafka at once, packed, and read at once, unpacked
/// @param lookBack where a partition that was never fed is begun: so long before now
/// @param waitMin how long to wait after staging first did not take lines; each further wait is
///   twice as long
/// @param waitMax how long to wait at most between two tries
/// @param answerMax how long staging's Kafka may take for a batch
@Validated
@ConfigurationProperties("konbini.staging")
public record StagingProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable String kafka,
        @DefaultValue @NotNull Map<String, String> kafkaProperties,
        @DefaultValue("staging.") @NotNull @Pattern(regexp = "(?:[a-z0-9][a-z0-9_.-]{0,29})?")
                String prefix,
        @Valid @Nullable ElasticsearchProperties elasticsearch,
        @DefaultValue("5000") @Min(1) @Max(1_000_000) int readPerSecond,
        @DefaultValue("500") @Min(1) @Max(5000) int batch,
        @DefaultValue("1MB") @NotNull DataSize fetch,
        @DefaultValue("10m") @NotNull Duration lookBack,
        @DefaultValue("1s") @NotNull Duration waitMin,
        @DefaultValue("30s") @NotNull Duration waitMax,
        @DefaultValue("10s") @NotNull Duration answerMax) {

    /// Whether staging's names are others than production's, wherever both are on the same server.
    @AssertTrue(message = "must not be empty: staging would be fed with what it was fed") public boolean isPrefixed() {
        return !prefix.isEmpty() || (kafka != null && elasticsearch != null);
    }
}
