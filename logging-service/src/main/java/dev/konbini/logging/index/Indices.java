package dev.konbini.logging.index;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The names of the indices: of log lines one for each day of a tenant, or of several tenants that
/// share it; of events, dead letters and operations one for each month; days and months in UTC; and
/// one of settings and one of the ledger.
///
/// A name follows from what is kept alone, never from when it came in, so that a replay finds the
/// index it wrote to.
@Component
public final class Indices {

    /// In each document, what this service knows of it besides what the sender said: `konbini.id`
    /// is the document's id once more, to sort by, and `konbini.tenant` whose it is.
    public static final String OWN_FIELD = "konbini";

    public static final String ID = OWN_FIELD + ".id";
    public static final String TENANT = OWN_FIELD + ".tenant";

    /// Where the record of a line that its sender gave an id was: partition and offset, such as
    /// `3-17`. Absent where the id is the place.
    public static final String PLACE = OWN_FIELD + ".place";

    /// Where a line that was fed from another suite was there: topic, partition and offset. Absent
    /// where a line was sent to this suite.
    public static final String ORIGIN = OWN_FIELD + ".origin";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM");
    private static final int MONTH_LENGTH = 7;

    private static final String CLOSED_TO_WRITING = "/settings/index/blocks/write";
    private static final String MAPPING_VERSION = "/mappings/_meta/" + LineMapping.VERSION;

    private static final int SHARED = 16;
    private static final List<String> SHARED_NAMES =
            IntStream.range(0, SHARED).mapToObj("shared.%02d"::formatted).toList();

    private final String prefix;
    private final LocalDate sharedFrom;
    private final OwnIndices own;
    private final Pattern lines;

    /// The day that was last asked for, which is mostly the next one too.
    private volatile Written written = new Written(LocalDate.EPOCH, DAY.format(LocalDate.EPOCH));

    @Autowired
    Indices(IndexProperties properties, OwnIndices own) {
        this(properties.prefix(), properties.sharing().from(), own);
    }

    /// @param prefix stands before each name
    public Indices(String prefix) {
        this(prefix, LocalDate.MAX, tenant -> Optional.empty());
    }

    /// @param sharedFrom the first day whose lines lie in indices together
    Indices(String prefix, LocalDate sharedFrom, OwnIndices own) {
        this.prefix = prefix;
        this.sharedFrom = sharedFrom;
        this.own = own;
        this.lines =
                Pattern.compile(
                        "("
                                + Pattern.quote(prefix)
                                + "logs-(?:(shared\\.\\d\\d)|([^.]+))-(\\d{4}\\.\\d\\d\\.\\d\\d))"
                                + "(?:-r\\d+)?");
    }

    /// The names of another suite's indices: these, with `before` in front of each.
    public Indices behind(String before) {
        return new Indices(before + prefix, sharedFrom, own);
    }

    /// The index that keeps a tenant's lines of a day: its own, or one of sixteen that it shares.
    public String ofLines(String tenant, LocalDate day) {
        return prefix
                + "logs-"
                + (isShared(tenant, day) ? shared(tenant) : tenant)
                + "-"
                + written(day);
    }

    private String written(LocalDate day) {
        var last = written;
        if (!last.day().equals(day)) {
            last = new Written(day, DAY.format(day));
            written = last;
        }
        return last.text();
    }

    private boolean isShared(String tenant, LocalDate day) {
        return !day.isBefore(sharedFrom)
                && own.from(tenant).map(from -> day.isBefore(from)).orElse(true);
    }

    // No tenant's name has a dot.
    private static String shared(String tenant) {
        var sum = new CRC32();
        sum.update(tenant.getBytes(StandardCharsets.UTF_8));
        return SHARED_NAMES.get((int) (sum.getValue() % SHARED));
    }

    /// What an index of lines is called in Elasticsearch that is made at `time` to take the place
    /// of the one called `name`.
    public static String rebuilt(String name, Instant time) {
        return name + "-r" + time.toEpochMilli();
    }

    /// By which name the lines of the index that Elasticsearch calls `storedAs` are written and
    /// found.
    public String lineName(String storedAs) {
        var parts = lines.matcher(storedAs);
        return parts.matches() ? parts.group(1) : storedAs;
    }

    /// What an index of lines says of itself; empty where it is not one.
    ///
    /// @param storedAs what Elasticsearch calls it
    /// @param description as [IndexManagement#described] gives it
    Optional<LineIndex> lineIndex(String storedAs, JsonNode description) {
        var parts = lines.matcher(storedAs);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LineIndex(
                            parts.group(1),
                            storedAs,
                            parts.group(3),
                            LocalDate.parse(parts.group(4), DAY),
                            description.at(CLOSED_TO_WRITING).asBoolean(false),
                            description.at(MAPPING_VERSION).asInt(0)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The month at the end of an index's name; empty where there is none.
    public Optional<YearMonth> month(String name) {
        try {
            return name.length() < MONTH_LENGTH
                    ? Optional.empty()
                    : Optional.of(
                            YearMonth.parse(name.substring(name.length() - MONTH_LENGTH), MONTH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The index that keeps the events of a month.
    public String ofEvents(LocalDate day) {
        return prefix + "events-" + MONTH.format(day);
    }

    /// Matches the indices that may hold lines of `tenant`: one pattern, or two with a comma
    /// between them. It may match others too, where one tenant's name begins with another's or
    /// tenants share: who must not see those filters by [#TENANT] as well.
    public String ofLines(String tenant) {
        var own = prefix + "logs-" + tenant + "-*";
        return sharedFrom.isBefore(LocalDate.MAX) && isShared(tenant, sharedFrom)
                ? own + "," + prefix + "logs-" + shared(tenant) + "-*"
                : own;
    }

    /// Matches every index of lines.
    public String ofAllLines() {
        return prefix + "logs-*";
    }

    /// The index that keeps what operators and tenants have set.
    public String ofSettings() {
        return prefix + "settings-1";
    }

    /// The index that keeps the dead letters of a month.
    public String ofDeadLetters(LocalDate day) {
        return prefix + "dead-letters-" + MONTH.format(day);
    }

    /// Matches every index of dead letters.
    public String ofAllDeadLetters() {
        return prefix + "dead-letters-*";
    }

    /// The index that keeps what became of lines, by where they were in Kafka.
    public String ofLedger() {
        return prefix + "ledger-1";
    }

    /// The index that keeps the operations that began in a month.
    public String ofOperations(LocalDate day) {
        return prefix + "operations-" + MONTH.format(day);
    }

    /// Matches every index of operations.
    public String ofAllOperations() {
        return prefix + "operations-*";
    }

    /// The index that keeps how far each alert has been judged.
    public String ofAlerts() {
        return prefix + "alerts-1";
    }

    /// The index that keeps what alerts did in a month.
    public String ofAlertHistory(LocalDate day) {
        return prefix + "alerts-history-" + MONTH.format(day);
    }

    /// Matches every index of what alerts did.
    public String ofAllAlertHistory() {
        return prefix + "alerts-history-*";
    }

    /// Matches every index of events.
    public String ofAllEvents() {
        return prefix + "events-*";
    }

    /// A day as names have it.
    private record Written(LocalDate day, String text) {}
}
