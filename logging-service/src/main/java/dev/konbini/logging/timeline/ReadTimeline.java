package dev.konbini.logging.timeline;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.timeline.Timeline.Item;
import dev.konbini.logging.timeline.Timeline.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Reads an order's timeline: first its events, which name its traces, then the lines of those.
@Service
public final class ReadTimeline {

    /// How many items are shown at most.
    public static final int ITEMS_MAX = 5000;

    private static final int EVENTS_MAX = 1000;
    private static final int TRACES_MAX = 200;
    private static final String NANOS = "strict_date_optional_time_nanos";
    private static final String PAYMENT = "dev.konbini.payment.";
    // Whose traces an order's are: what another tenant writes under the same trace id is not ours.
    private static final String TENANT = "konbini";

    private final Elasticsearch elasticsearch;
    private final Indices indices;

    ReadTimeline(Elasticsearch elasticsearch, Indices indices) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// The timeline of the order; empty if no event of it is known.
    ///
    /// What was acknowledged less than a second ago may be missing.
    public Optional<Timeline> read(String orderId) {
        var events =
                search(
                        indices.ofAllEvents(),
                        EVENTS_MAX,
                        Map.of("term", Map.of("subject", orderId)));
        if (events.hits().isEmpty()) {
            return Optional.empty();
        }
        var traceIds = new LinkedHashSet<String>();
        events.hits().forEach(event -> traces(event).forEach(traceIds::add));
        var items = new ArrayList<Item>(events.hits().stream().map(ReadTimeline::event).toList());
        var lines =
                search(
                        indices.ofLines(TENANT),
                        ITEMS_MAX - items.size(),
                        of(traceIds.stream().limit(TRACES_MAX).toList()));
        items.addAll(lines.hits().stream().map(ReadTimeline::line).toList());
        items.sort(null);
        return Optional.of(
                new Timeline(
                        orderId,
                        List.copyOf(traceIds),
                        List.copyOf(items),
                        lines.more() || events.more() || traceIds.size() > TRACES_MAX));
    }

    private static Map<String, ?> of(List<String> traceIds) {
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(
                                Map.of("term", Map.of(Indices.TENANT, TENANT)),
                                Map.of("terms", Map.of("trace.id", traceIds)))));
    }

    private HitPage search(String pattern, int size, Map<String, ?> query) {
        var body =
                Map.of(
                        "track_total_hits",
                        false,
                        "query",
                        query,
                        "sort",
                        List.of(
                                Map.of("@timestamp", Map.of("order", "asc", "format", NANOS)),
                                Map.of(Indices.ID, "asc")));
        return HitPage.of(size, body, sized -> elasticsearch.search(pattern, sized));
    }

    private static Stream<String> traces(JsonNode event) {
        var source = event.path("_source");
        return Stream.of(
                        source.path("data").path("offerTraceId").asString(""),
                        traceId(source.path("traceparent").asString("")))
                .filter(id -> !id.isEmpty());
    }

    // version-traceid-spanid-flags (W3C Trace Context, section 3.2.2)
    private static String traceId(String traceparent) {
        var parts = traceparent.split("-", 4);
        return parts.length == 4 ? parts[1] : "";
    }

    private static Item event(JsonNode hit) {
        var source = hit.path("_source");
        var type = source.path("type").asString("");
        var trace = traceId(source.path("traceparent").asString(""));
        return new Item(
                time(hit),
                type.startsWith(PAYMENT) ? Kind.PAYMENT : Kind.EVENT,
                service(source.path("source").asString("")),
                type,
                units(source.path("data").path("units")),
                trace.isEmpty() ? null : trace,
                hit.path("_id").asString(),
                null);
    }

    private static @Nullable String units(JsonNode units) {
        return units.isInt() ? units.asInt() + (units.asInt() == 1 ? " unit" : " units") : null;
    }

    private static Item line(JsonNode hit) {
        var source = hit.path("_source");
        return new Item(
                time(hit),
                Kind.LOG,
                field(source, "service", "name"),
                null,
                source.path("message").asString(""),
                field(source, "trace", "id"),
                hit.path("_id").asString(),
                field(source, "log", "level"));
    }

    // Not what the sender wrote, which has many forms, but what Elasticsearch read in it.
    private static Instant time(JsonNode hit) {
        return Instant.parse(hit.path("sort").get(0).asString());
    }

    private static String service(String source) {
        return source.startsWith("/") ? source.substring(1) : source;
    }

    // A sender may write {"trace": {"id": …}} or {"trace.id": …}.
    private static @Nullable String field(JsonNode source, String object, String member) {
        var nested = source.path(object).path(member);
        var found = nested.isMissingNode() ? source.path(object + "." + member) : nested;
        return found.isMissingNode() ? null : found.asString("");
    }
}
