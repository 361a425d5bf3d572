package dev.konbini.web.load;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How much a replica takes on at once.
///
/// @param requests how many requests may wait for their answer at once; null for as many as the
///   heap holds
/// @param body how large a body may be of which objects are made
@Validated
@ConfigurationProperties("konbini.load")
public record LoadProperties(
        @Min(1) @Nullable Integer requests, @DefaultValue("256KB") DataSize body) {

    /// Of the heap. A request that waits was measured to take less than 200 KB of it; the rest is
    /// for what else the replica does.
    private static final long BYTES_PER_REQUEST = 512 << 10;

    /// How many requests may wait for their answer at once.
    public int requestsMax() {
        return requests == null
                ? Math.clamp(
                        Runtime.getRuntime().maxMemory() / BYTES_PER_REQUEST, 1, Integer.MAX_VALUE)
                : requests;
    }
}
