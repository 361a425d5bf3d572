package dev.konbini.logging.staging;

import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.ingest.IngestProperties;
import dev.konbini.logging.parse.LineJson;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.logging.topic.FedHeaders;
import dev.konbini.logging.topic.FlagsHeader;
import dev.konbini.logging.topic.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// Decides whether a line goes to staging, and makes of it what staging gets: masked, under the id
/// that it has in production, and with its place there.
///
/// A line whose text was read when it came in is given as it was before, where that can be proven,
/// so that staging's version reads it for itself; any other as it is.
@Service
public final class PrepareLine {

    private static final String TENANT = "tenant";
    private static final String SOURCE = "source";
    private static final String ID = "id";

    private final Tenants tenants;
    private final StagingMasks masks;
    private final MaskLine maskLine;
    private final StagingNames names;
    private final String usualTenant;

    PrepareLine(
            Tenants tenants,
            StagingMasks masks,
            MaskLine maskLine,
            StagingNames names,
            IngestProperties ingest) {
        this.tenants = tenants;
        this.masks = masks;
        this.maskLine = maskLine;
        this.names = names;
        this.usualTenant = ingest.tenant();
    }

    /// Prepares the line; the same line the same way as long as its tenant's setting is the same.
    ///
    /// A line that was fed to this suite itself is passed over, so that nothing goes round.
    ///
    /// @throws ElasticsearchUnavailable where it is not known yet what is agreed with its tenant
    public Prepared prepare(ConsumerRecord<byte[], byte[]> record) {
        var name = header(record, TENANT).orElse(usualTenant);
        if (!Tenant.isName(name) || header(record, FedHeaders.ORIGIN).isPresent()) {
            return new Prepared.PassedOver();
        }
        var tenant = tenants.of(name);
        return tenant.staging().isNone() || !isChosen(tenant, record)
                ? new Prepared.PassedOver()
                : prepared(tenant, record);
    }

    private static boolean isChosen(Tenant tenant, ConsumerRecord<byte[], byte[]> record) {
        return Choice.takes(tenant.staging(), Place.of(record), TraceIds.of(record.value()));
    }

    private Prepared prepared(Tenant tenant, ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null || value.length == 0) {
            return new Prepared.Chosen(fed(tenant, record, value));
        }
        try {
            return LineJson.read(value)
                    .<Prepared>map(line -> new Prepared.Chosen(fed(tenant, record, line)))
                    .orElseGet(Prepared.Unmaskable::new);
        } catch (JacksonException e) {
            // What can be read cannot always be written, and one line must not stop all others.
            return new Prepared.Unmaskable();
        }
    }

    private ProducerRecord<byte[], byte[]> fed(
            Tenant tenant, ConsumerRecord<byte[], byte[]> record, ObjectNode line) {
        var masked = maskLine.mask(line, masks.of(tenant));
        var fed = fed(tenant, record, LineJson.write(masked.line()));
        if (masked.arrival() != null) {
            fed.headers().add(FedHeaders.ARRIVAL, bytes(masked.arrival().toString()));
        }
        return fed;
    }

    private ProducerRecord<byte[], byte[]> fed(
            Tenant tenant, ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value) {
        var place = Place.of(record).text();
        var fed =
                new ProducerRecord<byte[], byte[]>(
                        names.lines(), record.partition(), record.timestamp(), record.key(), value);
        fed.headers()
                .add(TENANT, bytes(tenant.name()))
                .add(ID, bytes(header(record, ID).orElse(place)))
                .add(FedHeaders.ORIGIN, bytes(place));
        keep(SOURCE, record, fed);
        keep(FlagsHeader.NAME, record, fed);
        return fed;
    }

    private static void keep(
            String name,
            ConsumerRecord<byte[], byte[]> record,
            ProducerRecord<byte[], byte[]> fed) {
        header(record, name).ifPresent(value -> fed.headers().add(name, bytes(value)));
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(HeaderValues.text(record, name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
