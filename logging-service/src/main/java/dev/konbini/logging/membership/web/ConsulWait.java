package dev.konbini.logging.membership.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.membership.Instances;
import dev.konbini.logging.membership.MembershipProperties;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Answers as Consul does: with an index, and later where the caller knows that index already
/// (<https://developer.hashicorp.com/consul/api-docs/features/blocking>).
///
/// The index follows from the answer alone, so that every replica gives the same: above, when it
/// changed last; below, its digest. It is made anew for each answer, kept nowhere, and may go
/// backwards, as Consul's may.
@Component
final class ConsulWait {

    private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final int DIGEST_BITS = 20;
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Instances instances;
    private final MembershipProperties properties;
    private final Clock clock;

    ConsulWait(Instances instances, MembershipProperties properties, Clock clock) {
        this.instances = instances;
        this.properties = properties;
        this.clock = clock;
    }

    /// The answer that `read` gives, as soon as it is not the one with `index`, or when `wait` or
    /// the longest wait is over.
    ///
    /// @param index as text; null for at once
    /// @param wait such as `30s`; null for as long as may be
    /// @throws ProblemException invalid-request, membership-unknown
    <T> ResponseEntity<T> answer(
            @Nullable String index,
            @Nullable String wait,
            Function<Instances.View, Dated<T>> read) {
        var known = known(index);
        var end = clock.instant().plus(wait(wait));
        while (true) {
            var view = instances.view();
            var asOf = view.asOf();
            if (asOf == null) {
                throw new ProblemException(
                                LoggingProblem.MEMBERSHIP_UNKNOWN,
                                "Kafka has not answered this replica since it started.")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            }
            var answer = read.apply(view);
            var left = Duration.between(clock.instant(), end);
            if (known == 0 || answer.index() != known || !left.isPositive() || !await(left)) {
                return response(answer, asOf);
            }
        }
    }

    private <T> ResponseEntity<T> response(Dated<T> answer, Instant asOf) {
        return ResponseEntity.ok()
                .header("X-Consul-Index", String.valueOf(answer.index()))
                .header("X-Consul-KnownLeader", "true")
                .header(
                        "X-Consul-LastContact",
                        String.valueOf(
                                Math.max(0, Duration.between(asOf, clock.instant()).toMillis())))
                .body(answer.content());
    }

    private boolean await(Duration atMost) {
        try {
            instances.awaitNews(atMost);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long known(@Nullable String index) {
        if (index == null) {
            return 0;
        }
        if (!index.matches("\\d{1,18}")) {
            throw invalid("index", "It is a number, as X-Consul-Index gave it.");
        }
        return Long.parseLong(index);
    }

    private Duration wait(@Nullable String wait) {
        var wanted = USUAL;
        if (wait != null) {
            var parts = WAIT.matcher(wait);
            if (!parts.matches()) {
                throw invalid("wait", "It is a number and ms, s, m or h.");
            }
            var number = Long.parseLong(parts.group(1));
            wanted =
                    switch (parts.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        default -> Duration.ofHours(number);
                    };
        }
        return wanted.compareTo(properties.waitMax()) < 0 ? wanted : properties.waitMax();
    }

    private static ProblemException invalid(String parameter, String detail) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(FieldProblem.in(parameter, detail)));
    }

    /// An answer and when it changed last.
    record Dated<T>(T content, Instant since) {

        /// Never 0, which asks for an answer at once.
        long index() {
            var digest = content.hashCode() & ((1 << DIGEST_BITS) - 1);
            return (Math.max(1, since.getEpochSecond()) << DIGEST_BITS) + digest;
        }
    }
}
