package dev.konbini.logging.index;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The names of the indices: one of log lines for each tenant and day, one of events for each
/// month, days and months in UTC; and one of settings.
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

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM");

    private final String prefix;

    @Autowired
    Indices(IndexProperties properties) {
        this(properties.prefix());
    }

    /// @param prefix stands before each name
    public Indices(String prefix) {
        this.prefix = prefix;
    }

    /// The index that keeps a tenant's lines of a day.
    public String ofLines(String tenant, LocalDate day) {
        return prefix + "logs-" + tenant + "-" + DAY.format(day);
    }

    /// The index that keeps the events of a month.
    public String ofEvents(LocalDate day) {
        return prefix + "events-" + MONTH.format(day);
    }

    /// Matches the indices that may hold lines of `tenant`. It may match others too, where one
    /// tenant's name begins with another's: who must not see those filters by [#TENANT] as well.
    public String ofLines(String tenant) {
        return prefix + "logs-" + tenant + "-*";
    }

    /// Matches every index of lines.
    public String ofAllLines() {
        return prefix + "logs-*";
    }

    /// The index that keeps what operators and tenants have set.
    public String ofSettings() {
        return prefix + "settings-1";
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
}
