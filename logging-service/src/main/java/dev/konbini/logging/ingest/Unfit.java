package dev.konbini.logging.ingest;

import java.io.Serial;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record cannot be indexed for what it is.
final class Unfit extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final String type;

    /// @param type the kind of reason, as dead letters name it
    Unfit(String type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    Reading reading(ConsumerRecord<byte[], byte[]> record) {
        return Reading.unreadable(record, type, String.valueOf(getMessage()));
    }
}
