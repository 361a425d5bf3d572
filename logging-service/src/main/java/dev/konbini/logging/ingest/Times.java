package dev.konbini.logging.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final long DAY_SECONDS = 86_400;
    private static final long DAY_MILLIS = DAY_SECONDS * 1000;

    private static final Pattern FORM =
            Pattern.compile(
                    "([0-9]{4})-([0-9]{2})-([0-9]{2})"
                            + "(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]{1,9}))?"
                            + "(Z|[+-][0-9]{2}:?[0-9]{2})?)?");

    // Fewer digits are seconds or a year as likely, and Elasticsearch takes four for a year.
    private static final Pattern MILLIS = Pattern.compile("[0-9]{11,13}");

    /// The last nanosecond that 64 bits count from 1970.
    private static final Instant LATEST = Instant.parse("2262-04-11T23:47:16.854775807Z");

    private Times() {}

    /// The UTC day of `stated`, if that is a time and near the record's, else the record's own.
    ///
    /// @param stated in RFC 3339 or as milliseconds since 1970; null for none
    /// @param recordMillis the record's timestamp
    static LocalDate day(@Nullable String stated, long recordMillis) {
        return day(stated == null ? (Instant) null : read(stated), recordMillis);
    }

    /// As above, for a time that was read already; null for none.
    static LocalDate day(@Nullable Instant time, long recordMillis) {
        var ofRecord = Math.floorDiv(recordMillis, DAY_MILLIS);
        if (time == null) {
            return LocalDate.ofEpochDay(ofRecord);
        }
        var day = Math.floorDiv(time.getEpochSecond(), DAY_SECONDS);
        return LocalDate.ofEpochDay(Math.abs(ofRecord - day) > DAYS_APART_MAX ? ofRecord : day);
    }

    /// The member, of one that states no time: its record's.
    static String member(ConsumerRecord<byte[], byte[]> record) {
        return "\"" + MEMBER + "\":\"" + Instant.ofEpochMilli(record.timestamp()) + "\"";
    }

    /// The time that `stated` names; null if Elasticsearch would not keep it as one.
    ///
    /// @param stated a day, or a time to the nanosecond, in RFC 3339 or close to it: without an
    ///   offset it is UTC; or milliseconds since 1970
    static @Nullable Instant read(String stated) {
        try {
            var usual = UsualTime.read(stated);
            if (usual != null) {
                return kept(usual);
            }
            var form = FORM.matcher(stated);
            if (form.matches()) {
                return kept(time(form));
            }
            return MILLIS.matcher(stated).matches()
                    ? kept(Instant.ofEpochMilli(Long.parseLong(stated)))
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant time(Matcher form) {
        var day = LocalDate.of(number(form, 1), number(form, 2), number(form, 3));
        if (form.group(4) == null) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        var fraction = Objects.requireNonNullElse(form.group(7), "");
        var nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        var offset = form.group(8);
        return day.atTime(number(form, 4), number(form, 5), number(form, 6), nanos)
                .toInstant(offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static @Nullable Instant kept(Instant time) {
        return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? null : time;
    }
}
