package dev.konbini.logging.deadletter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.konbini.logging.deadletter.DeadLetterMessage;
import dev.konbini.logging.deadletter.Letter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dead letter as operators see it.
///
/// @param time when it became one
/// @param timestamp of the record
/// @param value the first 2000 characters of the record's value, as text
/// @param bytes how long the value is
/// @param timesRedriven how often the record had been sent again before it became this letter
/// @param redriven when and by which operation it was sent again; absent where it was not
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterResponse(
        String id,
        Instant time,
        @Nullable String tenant,
        DeadLetterMessage.Reason reason,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Nullable String key,
        Map<String, String> headers,
        String value,
        int bytes,
        int timesRedriven,
        Letter.@Nullable Redriven redriven) {

    private static final int CHARACTERS_MAX = 2000;

    static LetterResponse from(Letter letter) {
        var record = letter.message().record();
        return new LetterResponse(
                letter.id(),
                letter.message().time(),
                letter.tenant(),
                letter.message().reason(),
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.headers(),
                letter.preview(CHARACTERS_MAX),
                record.value().length,
                letter.timesRedriven(),
                letter.redrive());
    }
}
