package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is kept of an upgrade: `upgrade-report.json` for programs and `upgrade-report.html`, one
/// page that needs nothing else, for people.
record Report(Outcome outcome) {

    private static final int FAILURES_SHOWN = 200;
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .build();

    /// Writes both.
    ///
    /// @return the page
    /// @throws Refusal if they cannot be written
    Path write(Path folder) {
        var page = folder.resolve("upgrade-report.html");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("upgrade-report.json"), JSON.writeValueAsString(fields()));
            return Files.writeString(page, new ReportPage(outcome).html());
        } catch (IOException e) {
            throw Refusal.failed(
                    "The report cannot be written to %s (%s): name another folder with --report."
                            .formatted(folder, e.getMessage()));
        }
    }

    private Map<String, @Nullable Object> orders() {
        var orders = new LinkedHashMap<String, @Nullable Object>();
        orders.put("acknowledged", outcome.acknowledged());
        orders.put("unanswered", outcome.unanswered());
        orders.put("reservedPieces", outcome.reserved());
        return orders;
    }

    private Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("verdict", outcome.judgement().shown());
        fields.put("reasons", outcome.verdict());
        fields.put("from", outcome.from());
        fields.put("to", outcome.to());
        fields.put("began", outcome.began());
        fields.put("rolling", outcome.rolling());
        fields.put("rolled", outcome.rolled());
        fields.put("ended", outcome.ended());
        fields.put("requestsPerSecond", outcome.requestsPerSecond());
        fields.put("requests", outcome.requests());
        fields.put("failed", outcome.failures().size());
        fields.put("excused", outcome.excused());
        fields.put("latencyMillis", outcome.phases());
        fields.put("stepLatencyMillis", outcome.steps());
        fields.put("orders", orders());
        fields.put("stores", outcome.tallies());
        fields.put("passedOver", outcome.passedOver());
        fields.put("replicas", outcome.spells());
        fields.put("failures", outcome.failures().stream().limit(FAILURES_SHOWN).toList());
        return fields;
    }
}
