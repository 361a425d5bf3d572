package dev.konbini.logging.ledger;

import dev.konbini.logging.ingest.TakenRecord;
import dev.konbini.logging.ledger.Chunk.Row;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.logging.topic.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells in which row each record of a batch counts. The record before mostly counts in the same
/// one, which is then not made again. For one thread.
final class Rows {

    private static final Predicate<String> IS_SOURCE =
            Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}").asMatchPredicate();
    private static final String NOT_NAMED = "?";
    private static final String KAFKA = "kafka";

    private final String usualTenant;
    private byte @Nullable [] tenant;
    private byte @Nullable [] source;
    private @Nullable Row last;

    /// @param usualTenant whose those records are that name no tenant
    Rows(String usualTenant) {
        this.usualTenant = usualTenant;
    }

    Row of(TakenRecord one) {
        var record = one.record();
        var tenant = HeaderValues.bytes(record, Entries.TENANT);
        var source = HeaderValues.bytes(record, Entries.SOURCE);
        var minute = Chunk.minute(record.timestamp());
        var index = Objects.requireNonNullElse(one.index(), "");
        var row = last;
        if (row == null
                || row.minute() != minute
                || !row.index().equals(index)
                || !Arrays.equals(this.tenant, tenant)
                || !Arrays.equals(this.source, source)) {
            row =
                    new Row(
                            named(Tenant::isName, tenant, usualTenant),
                            named(IS_SOURCE, source, KAFKA),
                            minute,
                            index);
            this.tenant = tenant;
            this.source = source;
            last = row;
        }
        return row;
    }

    private static String named(Predicate<String> isName, byte @Nullable [] name, String usual) {
        if (name == null) {
            return usual;
        }
        var text = new String(name, StandardCharsets.UTF_8);
        return isName.test(text) ? text : NOT_NAMED;
    }
}
