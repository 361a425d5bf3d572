package dev.konbini.logging.topic;

import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Names the topics. Those that are taken in are named in `application.yml` too, where the binder
/// finds them.
///
/// @param prefix stands before each name, so that several suites can share a Kafka
@Validated
@ConfigurationProperties("konbini.topics")
public record Topics(@DefaultValue("konbini.") @NotNull String prefix) {

    /// Where log lines are, until they are indexed and for a while after.
    public String lines() {
        return prefix + "logs";
    }

    /// Where order events are.
    public String orders() {
        return prefix + "orders";
    }

    /// Those whose records are taken in and may become dead letters.
    public Set<String> read() {
        return Set.of(lines(), orders());
    }

    /// Where measured values are, until they are kept and for a while after.
    public String metrics() {
        return prefix + "metrics";
    }

    /// Where what cannot be indexed is kept.
    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /// Where instances say that they live.
    public String heartbeats() {
        return prefix + "heartbeats";
    }
}
