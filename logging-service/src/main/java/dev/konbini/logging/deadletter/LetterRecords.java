package dev.konbini.logging.deadletter;

import dev.konbini.logging.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// Makes the records that letters are about once more.
record LetterRecords(Topics topics) {

    private static final String ID = "id";

    /// The record of `letter`, with its key, value, time and headers, and how often it was sent
    /// again. One that had no id has its place as such: under that it would have been kept, and
    /// under that it is kept once, also if it is sent twice.
    ///
    /// Empty where it came from a topic that this service does not read.
    Optional<ProducerRecord<byte[], byte[]>> again(Letter letter) {
        var source = letter.message().record();
        if (!topics.read().contains(source.topic())) {
            return Optional.empty();
        }
        return Optional.of(
                new ProducerRecord<>(
                        source.topic(),
                        null,
                        source.timestamp().toEpochMilli(),
                        bytes(source.key()),
                        source.value(),
                        headers(letter)));
    }

    private static List<Header> headers(Letter letter) {
        var source = letter.message().record();
        var headers = new ArrayList<Header>();
        source.headers()
                .forEach((name, value) -> {
                    if (!name.equals(Letter.TIMES_REDRIVEN)) {
                        headers.add(new RecordHeader(name, bytes(value)));
                    }
                });
        if (!source.headers().containsKey(ID)) {
            headers.add(new RecordHeader(ID, bytes(source.place())));
        }
        headers.add(
                new RecordHeader(
                        Letter.TIMES_REDRIVEN, bytes(String.valueOf(letter.timesRedriven() + 1))));
        return headers;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
