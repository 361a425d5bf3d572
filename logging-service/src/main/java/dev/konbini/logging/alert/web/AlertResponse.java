package dev.konbini.logging.alert.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.konbini.logging.alert.Alert;
import dev.konbini.logging.alert.AlertRule;
import dev.konbini.logging.alert.AlertStatus.Status;
import java.time.Instant;

/// An alert as it is shown: its rule's members, and how it is.
record AlertResponse(
        String name,
        @JsonUnwrapped AlertRule rule,
        Instant createdAt,
        Instant changedAt,
        String changedBy,
        Status status) {

    static AlertResponse of(Alert alert, Status status) {
        return new AlertResponse(
                alert.name(),
                alert.rule(),
                alert.createdAt(),
                alert.changedAt(),
                alert.changedBy(),
                status);
    }
}
