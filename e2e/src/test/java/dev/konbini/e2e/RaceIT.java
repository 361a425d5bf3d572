package dev.konbini.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Many who want the same at the same moment.
@Order(2)
@ExtendWith(SuiteExtension.class)
class RaceIT {

    private final Shop shop;

    RaceIT(Suite suite) {
        this.shop = new Shop(suite.gateway());
    }

    @Test
    void sellsTenUnitsToTenOfFiftyBuyers() {
        var sku = shop.stocked(10);
        var offers =
                Crowd.run(
                        8,
                        IntStream.range(0, 50)
                                .<Callable<String>>mapToObj(buyer -> () -> shop.offer(sku))
                                .toList());

        var answers =
                Crowd.atOnce(
                        offers.stream()
                                .<Callable<Integer>>map(offer -> () -> shop.order(offer).status())
                                .toList());

        assertThat(answers).containsOnly(201, 409);
        assertThat(answers).filteredOn(status -> status == 201).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(40);
        assertThat(shop.available(sku)).isZero();
    }

    @Test
    void givesTwentyEqualRequestsOneOrderAndOneAnswer() {
        var sku = shop.stocked(5);
        var offer = shop.offer(sku);
        Callable<Gateway.Answer> order = () -> shop.order(offer);

        var answers = Crowd.atOnce(Collections.nCopies(20, order));

        assertThat(answers).extracting(Gateway.Answer::status).containsOnly(201);
        assertThat(answers.stream().map(Gateway.Answer::body).distinct()).hasSize(1);
        assertThat(shop.available(sku)).isEqualTo(4);
    }
}
