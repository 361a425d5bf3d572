package dev.konbini.transaction.stock;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.konbini.transaction.stock.mongo.MongoStock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Service;

/// Sets units aside for a claim, once per claim and location.
///
/// Each unit is taken by one conditional update on the stock of one location: enough is available,
/// and nothing there is reserved for this claim yet. So stock never goes below zero, and repeats,
/// also simultaneous ones on other replicas, find what the first has taken and take no more.
@Service
public final class ReserveStock {

    /// How often stock is looked at anew because others were faster. Each time at least one of them
    /// got something.
    static final int ROUNDS_MAX = 100;

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final MongoStock stock;
    private final Clock clock;

    ReserveStock(MongoStock stock, Clock clock) {
        this.stock = stock;
        this.clock = clock;
    }

    /// Reserves `quantities`, by SKU, for `claim`.
    ///
    /// Products are taken in the order of their SKUs, so that of two claims on the last units of
    /// two products one gets both. What was taken before a shortage was found stays reserved until
    /// the caller settles it.
    public Outcome reserve(String claim, SortedMap<String, Integer> quantities) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var bySku = stock.bySku(quantities.keySet());
            var needs =
                    quantities.entrySet().stream()
                            .map(wanted ->
                                    Need.of(
                                            claim,
                                            wanted.getKey(),
                                            wanted.getValue(),
                                            bySku.getOrDefault(wanted.getKey(), List.of())))
                            .toList();
            var missing = needs.stream().filter(Need::isShort).map(Need::sku).toList();
            if (!missing.isEmpty()) {
                return new Outcome.TooLittle(missing);
            }
            var allocations = take(claim, needs);
            if (allocations.isPresent() && isHeldForGood(needs)) {
                return new Outcome.Reserved(allocations.get());
            }
        }
        return new Outcome.Contended();
    }

    /// Whether what others have taken for this claim stays taken. What is seen may be on the
    /// primary alone, and an order that was confirmed on it would be of units that an election
    /// gives back.
    private boolean isHeldForGood(List<Need> needs) {
        var held = needs.stream().flatMap(need -> need.held().stream()).toList();
        return held.isEmpty() || stock.areDurable(held);
    }

    /// Takes what is needed; empty as soon as somebody else was faster.
    private Optional<List<Allocation>> take(String claim, List<Need> needs) {
        var allocations = new ArrayList<Allocation>();
        for (var need : needs) {
            allocations.addAll(need.held());
            for (var wish : need.wishes()) {
                var reservation =
                        new Reservation(
                                IDS.generate().toString(), claim, wish.quantity(), clock.instant());
                if (!stock.take(need.sku(), wish.location(), reservation)) {
                    return Optional.empty();
                }
                allocations.add(
                        new Allocation(
                                reservation.id(),
                                need.sku(),
                                wish.location(),
                                wish.quantity(),
                                wish.quantity()));
            }
        }
        return Optional.of(List.copyOf(allocations));
    }

    /// What became of the wish.
    public sealed interface Outcome {

        /// The units are set aside.
        ///
        /// @param allocations exactly the quantities asked for
        record Reserved(List<Allocation> allocations) implements Outcome {}

        /// There is not enough of everything.
        ///
        /// @param missing the SKUs of which there is too little
        record TooLittle(List<String> missing) implements Outcome {}

        /// Others were faster too often to tell. May be tried again.
        record Contended() implements Outcome {}
    }
}
