package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.shop.TestProduct;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.traffic.Observed;
import dev.konbini.cli.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One upgrade from its first journey to its last proof.
///
/// @param outside where the journeys go and the proof is looked for
record Upgrade(
        Rollout rollout, Outside outside, Plan plan, Interruption interruption, Progress progress) {

    private static final String SKU = "KONBINI-UPGRADE";

    /// Shoppers buy many things: all reserving one and the same would measure how they wait for its
    /// stock.
    private static final int PRODUCTS = 16;

    /// Released versions whose replicas know no live tail.
    private static final Set<String> WITHOUT_TAIL = Set.of("0.1.0");

    private static final int PLENTY = 10_000_000;

    /// How it is done.
    ///
    /// @param margin how long journeys run before and after; before, they grow to their rate in it
    /// @param patience how long the last event may take to be found in a store
    record Plan(int requestsPerSecond, Duration latencyMax, Duration margin, Duration patience) {}

    /// Does it. Whatever fails after its beginning is part of what is returned.
    ///
    /// @param from the versions that run
    /// @throws Refusal if it cannot be begun
    Outcome run(List<String> from) {
        rollout.prepare();
        var goods = goods();
        var timeline = new Timeline();
        int reservedBefore;
        Observed observed;
        Course course;
        try {
            goods.forEach(each -> each.put(PLENTY));
            reservedBefore = reserved(goods);
            try (var _ = rollout.follow(timeline);
                    var traffic =
                            Traffic.start(
                                    outside.gateway(),
                                    goods.stream().map(TestProduct::sku).toList(),
                                    outside.token(),
                                    plan.requestsPerSecond(),
                                    plan.margin(),
                                    allHaveTails(from))) {
                progress.say(
                        "journeys run at %d requests a second".formatted(plan.requestsPerSecond()));
                observed = traffic.observed();
                course = course(observed, timeline);
            }
        } finally {
            remove(goods);
        }
        var ended = Instant.now();
        progress.say("looking up %,d orders …".formatted(observed.acknowledged().size()));
        return new Outcome(
                from,
                rollout.wanted(),
                course.began(),
                course.rolling(),
                course.rolled(),
                ended,
                course.complaint().orElse(null),
                course.phases(observed),
                course.steps(observed),
                timeline.until(ended),
                plan.requestsPerSecond(),
                observed.acknowledged().size(),
                observed.unanswered().size(),
                tallies(observed, course.began()),
                reservedSince(reservedBefore, goods),
                observed.failures().stream().filter(each -> !rollout.excuses(each)).toList(),
                (int) observed.failures().stream().filter(rollout::excuses).count(),
                observed.passedOver());
    }

    private boolean allHaveTails(List<String> from) {
        return Stream.concat(from.stream(), Stream.of(rollout.wanted()))
                .noneMatch(WITHOUT_TAIL::contains);
    }

    private List<TestProduct> goods() {
        var shop = new Shop(outside.gateway(), outside.token());
        return IntStream.rangeClosed(1, PRODUCTS)
                .mapToObj(number ->
                        new TestProduct(
                                shop,
                                "%s-%02d".formatted(SKU, number),
                                "Test of an upgrade",
                                "更新の確認",
                                "upgrade"))
                .toList();
    }

    /// What is left of them disturbs nobody but those who see it.
    private void remove(List<TestProduct> goods) {
        try {
            goods.forEach(TestProduct::remove);
        } catch (Refusal failure) {
            progress.say(
                    "Products %s-… may be left in the shop: %s"
                            .formatted(SKU, failure.getMessage()));
        }
    }

    private static @Nullable Integer reservedSince(int before, List<TestProduct> goods) {
        try {
            return reserved(goods) - before;
        } catch (RuntimeException notKnown) {
            return null;
        }
    }

    private static int reserved(List<TestProduct> goods) {
        return goods.stream().mapToInt(TestProduct::reserved).sum();
    }

    private List<Tally> tallies(Observed observed, Instant began) {
        var orders = observed.acknowledged();
        var tallies = new ArrayList<>(outside.stores().reconcile(orders, began, plan.patience()));
        observed.shown()
                .ifPresent(shown -> tallies.add(Tally.ofDocuments("Live tail", orders, shown)));
        return List.copyOf(tallies);
    }

    private Course course(Observed observed, Timeline timeline) {
        var began = Instant.now();
        var before = rollout.running();
        interruption.pause(plan.margin());
        var rolling = Instant.now();
        var watch =
                Watch.at(
                        plan.requestsPerSecond(),
                        observed,
                        plan.latencyMax(),
                        rollout::excuses,
                        interruption);
        var complaint =
                watch.complaint()
                        .map("Nothing was replaced: %s."::formatted)
                        .or(() -> roll(timeline, watch));
        var rolled = Instant.now();
        var mixed = mixed(before, complaint.isEmpty());
        interruption.pause(plan.margin());
        return new Course(
                began,
                rolling,
                rolled,
                Stream.of(complaint, mixed)
                        .flatMap(Optional::stream)
                        .reduce((one, other) -> one + " " + other));
    }

    private Optional<String> roll(Timeline timeline, Watch watch) {
        try {
            return rollout.run(timeline, watch);
        } catch (RuntimeException failure) {
            return Optional.of("It stopped: %s.".formatted(failure.getMessage()));
        }
    }

    /// What does not run in the version that it should.
    ///
    /// @param before what ran, which all should be again unless the rollout went through
    private Optional<String> mixed(Map<String, String> before, boolean wentThrough) {
        try {
            var now = rollout.running();
            var others = new ArrayList<String>();
            before.forEach((name, version) -> {
                var found = now.getOrDefault(name, "nothing");
                var wanted = wentThrough ? rollout.wanted() : version;
                if (!found.equals(wanted)) {
                    others.add("%s runs %s, not %s".formatted(name, found, wanted));
                }
            });
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join("; ", others) + ". " + rollout.remedy());
        } catch (RuntimeException failure) {
            return Optional.of(
                    "Which versions run is not known: %s. %s"
                            .formatted(failure.getMessage(), rollout.remedy()));
        }
    }
}
