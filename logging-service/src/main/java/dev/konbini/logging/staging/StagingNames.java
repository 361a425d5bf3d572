package dev.konbini.logging.staging;

import dev.konbini.logging.index.Indices;
import dev.konbini.logging.topic.Groups;
import dev.konbini.logging.topic.Topics;
import org.springframework.stereotype.Component;

/// What is called how in staging: each thing as in production, with the prefix before it.
@Component
public final class StagingNames {

    private final String prefix;
    private final Topics topics;
    private final Groups groups;
    private final Indices indices;

    StagingNames(StagingProperties properties, Topics topics, Groups groups, Indices indices) {
        this.prefix = properties.prefix();
        this.topics = topics;
        this.groups = groups;
        this.indices = indices;
    }

    /// The topic that staging takes lines from.
    public String lines() {
        return prefix + topics.lines();
    }

    /// The group whose offsets tell how far staging has indexed.
    public String group() {
        return prefix + groups.ofLines();
    }

    /// The group of those who feed staging; its offsets are in production's Kafka.
    public String feeders() {
        return groups.prefix() + "staging-feed";
    }

    Indices indices() {
        return indices.behind(prefix);
    }
}
