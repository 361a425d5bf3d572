package dev.konbini.logging.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Alerts for tests, which look at windows of a minute each minute.
final class Rule {

    static final Condition TWO_OR_MORE = new Condition.Threshold(Condition.Comparison.AT_LEAST, 2L);

    private Rule() {}

    static Alert alert(String name, Condition condition, Instant createdAt) {
        return alert(name, condition, createdAt, null, null, "0s", "http://127.0.0.1:1/");
    }

    static Alert alert(
            String name,
            Condition condition,
            Instant createdAt,
            @Nullable String tenant,
            @Nullable String groupBy,
            String cooldown,
            String url) {
        return new Alert(
                name,
                new AlertRule(
                        condition,
                        null,
                        List.of(),
                        List.of(),
                        tenant,
                        groupBy,
                        new Period("1m"),
                        new Period("1m"),
                        new Period("10s"),
                        new Period(cooldown),
                        true,
                        new Webhook(url, null),
                        true),
                createdAt,
                "1.1",
                createdAt,
                "tester");
    }
}
