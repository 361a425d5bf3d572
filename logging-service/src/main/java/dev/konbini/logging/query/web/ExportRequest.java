package dev.konbini.logging.query.web;

import dev.konbini.logging.query.ExportLines.Order;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How lines are to be exported.
record ExportRequest(
        @Parameter(
                        description =
                                "ndjson, one line a row with all its fields, or csv; ndjson by default")
                @Pattern(regexp = "ndjson|csv", message = "is ndjson or csv") @Nullable String format,
        @Parameter(description = "oldest or newest first; oldest by default")
                @Pattern(regexp = "oldest|newest", message = "is oldest or newest") @Nullable String order,
        @Parameter(description = "The columns of csv, or the fields of ndjson, by their names")
                @Size(max = 100) @Nullable List<@NotBlank @Size(max = 256) String> fields) {

    private static final List<String> COLUMNS =
            List.of(
                    "@timestamp",
                    "log.level",
                    "service.name",
                    "service.node.name",
                    "log.logger",
                    "message",
                    "trace.id",
                    "id");

    boolean isCsv() {
        return "csv".equals(format);
    }

    Order direction() {
        return order == null ? Order.OLDEST : Order.valueOf(order.toUpperCase(Locale.ROOT));
    }

    List<String> columns() {
        return fields == null || fields.isEmpty() ? COLUMNS : fields;
    }

    /// The fields that each row of NDJSON is narrowed to; empty for all.
    List<String> narrowed() {
        return fields == null ? List.of() : fields;
    }
}
