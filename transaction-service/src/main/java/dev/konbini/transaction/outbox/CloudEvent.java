package dev.konbini.transaction.outbox;

import java.time.Instant;

/// A CloudEvent 1.0 in structured JSON, as `contracts/topics/orders/event.schema.json` says.
record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        Instant time,
        String subject,
        String traceparent,
        String datacontenttype,
        Object data) {

    static CloudEvent of(
            String id, String type, Instant time, String subject, String traceparent, Object data) {
        return new CloudEvent(
                "1.0",
                id,
                "/transaction-service",
                type,
                time,
                subject,
                traceparent,
                "application/json",
                data);
    }
}
