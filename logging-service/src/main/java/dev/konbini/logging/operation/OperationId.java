package dev.konbini.logging.operation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// What an operation is called: a UUID of version 7 (RFC 9562) of the time at which it began, so
/// that ids sort by time and tell in which month's index the operation is.
public record OperationId(String text) {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final int VERSION = 7;

    /// A new one, of an operation that began at `time`.
    static OperationId at(Instant time) {
        return new OperationId(IDS.construct(time.toEpochMilli()).toString());
    }

    /// The id that `text` is; empty where it is none.
    static Optional<OperationId> parse(String text) {
        try {
            var uuid = UUID.fromString(text);
            return uuid.version() == VERSION && uuid.toString().equals(text)
                    ? Optional.of(new OperationId(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The UTC day on which the operation began.
    LocalDate day() {
        return LocalDate.ofInstant(time(), ZoneOffset.UTC);
    }

    /// When the operation began.
    Instant time() {
        return Instant.ofEpochMilli(UUID.fromString(text).getMostSignificantBits() >>> 16);
    }
}
