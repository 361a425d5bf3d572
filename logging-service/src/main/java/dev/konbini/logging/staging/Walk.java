package dev.konbini.logging.staging;

import dev.konbini.logging.deadletter.Letter;
import dev.konbini.logging.deadletter.Letters;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.parse.LineJson;
import dev.konbini.logging.staging.Side.Range;
import dev.konbini.logging.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One look at the lines of a range, page after page: at what production kept, then at what it did
/// not, then at what staging alone has.
final class Walk {

    private static final int PAGE = 1000;
    private static final int LETTERS = 100;
    private static final List<String> CHOSEN_BY =
            List.of("trace.id", Indices.ID, Indices.PLACE, Indices.ORIGIN);
    private static final List<String> CALLED = List.of(Indices.ID, Indices.ORIGIN);

    private final Tenant tenant;
    private final String topic;
    private final Range range;
    private final Side production;
    private final Side staging;
    private final Letters letters;
    private final MatchLines match;
    private final Tally tally;
    private final long budget;
    private final long endNanos;

    /// @param budget after how many documents to end
    /// @param longest after how much time to end with the page that is being looked at
    Walk(
            Tenant tenant,
            String topic,
            Range range,
            Side production,
            Side staging,
            Letters letters,
            MatchLines match,
            Tally tally,
            long budget,
            Duration longest) {
        this.tenant = tenant;
        this.topic = topic;
        this.range = range;
        this.production = production;
        this.staging = staging;
        this.letters = letters;
        this.match = match;
        this.tally = tally;
        this.budget = budget;
        this.endNanos = System.nanoTime() + longest.toNanos();
    }

    /// Looks from `start` on.
    ///
    /// @return where it ended; null at the end of all
    @Nullable WalkCursor from(WalkCursor start) {
        var phase = start.phase();
        @Nullable List<String> after = start.after();
        while (true) {
            @Nullable List<String> next =
                    switch (phase) {
                        case LINES -> lines(after);
                        case LETTERS -> letters(after);
                        case STRAYS -> strays(after);
                    };
            if (next != null) {
                return new WalkCursor(phase, next);
            }
            var further = phase.next();
            if (further == null) {
                return null;
            }
            phase = further;
            after = null;
            if (isOver()) {
                return new WalkCursor(phase, null);
            }
        }
    }

    private @Nullable List<String> lines(@Nullable List<String> start) {
        @Nullable List<String> after = start;
        do {
            var size = pageSize();
            var hits = production.page(range, false, CHOSEN_BY, size, after);
            tally.lookedAt(hits.size());
            match.match(hits.stream().flatMap(hit -> chosen(hit).stream()).toList());
            if (hits.size() < size) {
                return null;
            }
            after = place(hits.getLast());
        } while (!isOver());
        return after;
    }

    private List<MatchLines.Chosen> chosen(JsonNode hit) {
        var source = hit.path("_source");
        if (!Side.own(source, "origin").isEmpty()) {
            return List.of();
        }
        return Place.of(topic, source)
                .filter(place -> Choice.takes(tenant.staging(), place, TraceIds.of(source)))
                .map(place -> new MatchLines.Chosen(hit, Side.own(source, "id"), place))
                .stream()
                .toList();
    }

    private @Nullable List<String> letters(@Nullable List<String> start) {
        @Nullable String after = start == null ? null : start.getFirst();
        var filter = new Letter.Filter(tenant.name(), null, topic, range.from(), range.to());
        do {
            var page = letters.list(filter, LETTERS, after);
            tally.lookedAt(page.items().size());
            match.matchLetters(page.items().stream().filter(this::isChosen).toList());
            after = page.next();
        } while (after != null && !isOver());
        return after == null ? null : List.of(after, "");
    }

    private boolean isChosen(Letter letter) {
        var record = letter.message().record();
        if (letter.origin() != null
                || !Choice.takes(
                        tenant.staging(), MatchLines.place(letter), TraceIds.of(record.value()))) {
            return false;
        }
        if (record.value().length > 0 && LineJson.read(record.value()).isEmpty()) {
            tally.unmaskable();
            return false;
        }
        return true;
    }

    private @Nullable List<String> strays(@Nullable List<String> start) {
        @Nullable List<String> after = start;
        do {
            var size = pageSize();
            var page = after;
            var hits = match.ofStaging(() -> staging.page(range, true, CALLED, size, page));
            tally.lookedAt(hits.size());
            match.matchStrays(new ArrayList<>(hits));
            if (hits.size() < size) {
                return null;
            }
            after = place(hits.getLast());
        } while (!isOver());
        return after;
    }

    private boolean isOver() {
        return tally.lookedAt() >= budget || System.nanoTime() - endNanos >= 0;
    }

    private int pageSize() {
        return (int) Math.min(PAGE, budget - tally.lookedAt());
    }

    private static List<String> place(JsonNode hit) {
        var sort = hit.path("sort");
        return List.of(sort.path(0).asString(), sort.path(1).asString());
    }
}
