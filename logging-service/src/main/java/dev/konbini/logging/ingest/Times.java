package dev.konbini.logging.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// When something was: its member, and the day that decides in which index it is kept.
final class Times {

    /// The member of each document by which it is ordered.
    static final String MEMBER = "@timestamp";

    /// How far what a line says may be from when its record was made. Beyond that a clock is wrong
    /// or a history is being loaded, and an index for each of its days would burden Elasticsearch
    /// more than it helps.
    private static final int DAYS_APART_MAX = 31;

    private Times() {}

    /// The UTC day of `stated`, if that is a time and near the record's, else the record's own.
    ///
    /// @param stated in RFC 3339 or as milliseconds since 1970; null for none
    /// @param recordMillis the record's timestamp
    static LocalDate day(@Nullable String stated, long recordMillis) {
        var ofRecord = LocalDate.ofInstant(Instant.ofEpochMilli(recordMillis), ZoneOffset.UTC);
        if (stated == null) {
            return ofRecord;
        }
        var day = dayOf(stated);
        return day == null || Math.abs(ChronoUnit.DAYS.between(ofRecord, day)) > DAYS_APART_MAX
                ? ofRecord
                : day;
    }

    /// The member, of one that states no time: its record's.
    static String member(ConsumerRecord<byte[], byte[]> record) {
        return "\"" + MEMBER + "\":\"" + Instant.ofEpochMilli(record.timestamp()) + "\"";
    }

    private static @Nullable LocalDate dayOf(String stated) {
        try {
            if (stated.endsWith("Z") && stated.length() > 10 && stated.charAt(10) == 'T') {
                return LocalDate.of(
                        digits(stated, 0, 4), digits(stated, 5, 7), digits(stated, 8, 10));
            }
            if (stated.chars().allMatch(Character::isDigit)) {
                return LocalDate.ofInstant(
                        Instant.ofEpochMilli(Long.parseLong(stated)), ZoneOffset.UTC);
            }
            return OffsetDateTime.parse(stated).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static int digits(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }
}
