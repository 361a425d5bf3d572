package dev.konbini.logging.pattern;

import java.time.Instant;

/// What is known of a group's messages.
final class Group {

    private final String example;
    private Instant firstSeen;
    private Instant lastSeen;
    private long count;

    Group(String example, Instant time) {
        this.example = example;
        firstSeen = time;
        lastSeen = time;
    }

    void count(Instant time) {
        count++;
        firstSeen = time.isBefore(firstSeen) ? time : firstSeen;
        lastSeen = time.isAfter(lastSeen) ? time : lastSeen;
    }

    Found found(String template) {
        return new Found(template, count, example, firstSeen, lastSeen);
    }
}
