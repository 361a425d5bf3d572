package dev.konbini.telemetry.spool;

/// One log line as it lies in a [Spool].
///
/// @param instance whose line it is
/// @param sequence its number within the instance, from 1
/// @param timestampMillis when it was logged, epoch milliseconds
/// @param text its bytes, JSON in UTF-8 without the line feed; not to be changed
@SuppressWarnings(
        "ArrayRecordComponent") // the bytes are handed over from disk to Kafka, never compared
public record SpooledLine(String instance, long sequence, long timestampMillis, byte[] text) {

    /// Names this line for ever: a repeat after a crash carries the same id.
    public String id() {
        return instance + "-" + sequence;
    }
}
