package dev.konbini.logging.retention;

import java.time.Duration;
import org.springframework.stereotype.Component;

/// As long for every tenant.
@Component
final class UsualRetention implements Retention {

    private final RetentionProperties properties;

    UsualRetention(RetentionProperties properties) {
        this.properties = properties;
    }

    @Override
    public Duration of(String tenant) {
        return properties.lines();
    }
}
