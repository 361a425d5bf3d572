package dev.konbini.logging.topic;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Names the consumer groups, which are named in `application.yml` too, where the binder finds
/// them.
///
/// @param prefix stands before each name
@Validated
@ConfigurationProperties("konbini.groups")
public record Groups(@DefaultValue("konbini-") @NotNull String prefix) {

    /// Whose offsets tell how far lines have been indexed.
    public String ofLines() {
        return prefix + "logging-logs";
    }
}
