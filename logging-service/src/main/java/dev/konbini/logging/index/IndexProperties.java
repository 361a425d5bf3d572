package dev.konbini.logging.index;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How indices are called and made. A change is seen by indices made after it: those of the next
/// day or month, and those of lines that are rebuilt.
///
/// @param prefix stands before each index and template name, so that several suites can share an
///   Elasticsearch
/// @param shards primary shards of an index; one takes some 50 GB well
/// @param replicas copies beside the primary; 0 suits one node, where a copy could never be placed,
///   and loses lines with the node's disk; a cluster wants 1
/// @param refreshInterval how soon after its acknowledgement a line can be found
/// @param sharing which tenants' lines lie in indices together
@Validated
@ConfigurationProperties("konbini.indices")
public record IndexProperties(
        @DefaultValue("konbini-") @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9_.-]{0,40}") String prefix,
        @DefaultValue("1") @Min(1) @Max(64) int shards,
        @DefaultValue("0") @Min(0) @Max(4) int replicas,
        @DefaultValue("500ms") @NotNull Duration refreshInterval,
        @DefaultValue @NotNull @Valid Sharing sharing) {

    /// Where small tenants share: see `docs/decisions/shared-indices.md`. The same on every
    /// replica, and never changed for a day that has begun.
    ///
    /// @param from the first day whose lines are shared. Later than the last replica of a version
    ///   that knows no sharing
    /// @param own tenants that never share
    public record Sharing(
            @DefaultValue("2027-01-01") @NotNull LocalDate from,
            @DefaultValue("konbini") @NotNull List<String> own) {}
}
