package dev.konbini.logging.staging;

import dev.konbini.logging.Suite;
import dev.konbini.logging.topic.FedHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A line as staging got it.
public record Fed(ConsumerRecord<byte[], byte[]> record) {

    /// All lines of `tenant` in staging's topic.
    public static List<Fed> of(Suite suite, String tenant) {
        return suite.records("staging-" + suite.topic("logs")).stream()
                .map(Fed::new)
                .filter(fed -> tenant.equals(fed.header("tenant")))
                .toList();
    }

    public @Nullable String header(String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /// Where it was in production.
    public @Nullable String origin() {
        return header(FedHeaders.ORIGIN);
    }

    public JsonNode line() {
        return JsonMapper.shared().readTree(record.value());
    }

    public String text() {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
