package dev.konbini.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/// What the suite's topics are called.
///
/// @param prefix begins the name of every topic, so that several suites can share a Kafka
@ConfigurationProperties("konbini.topics")
public record TopicsProperties(@DefaultValue("konbini.") String prefix) {

    public TopicsProperties {
        Assert.isTrue(
                prefix.matches("[a-zA-Z0-9._-]{1,100}"),
                "konbini.topics.prefix may have letters, digits, '.', '_' and '-', at most 100 of them");
    }

    /// Returns the topic of log lines.
    public String logs() {
        return prefix + "logs";
    }

    /// Returns the topic of heartbeats.
    public String heartbeats() {
        return prefix + "heartbeats";
    }
}
