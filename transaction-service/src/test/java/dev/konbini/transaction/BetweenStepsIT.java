package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.stock.ReserveStock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// What elections and other requests do between two steps of a request.
class BetweenStepsIT extends RunningService {

    @Autowired private ReserveStock stock;

    /// As if an election had rolled back what another request for the same order took.
    @Test
    void takesAnewWhatItSawAsHeldAndIsGone() {
        var sku = stocked(5);
        var claim = UUID.randomUUID() + "/1";
        var first = reserved(claim, sku);

        Interlude.after("find", "stock", () -> takeBack(sku, claim));
        var second = reserved(claim, sku);

        assertThat(second).doesNotContainAnyElementsOf(first);
        assertThat(reservations(sku))
                .extracting(reservation -> reservation.getString("id"))
                .containsExactlyElementsOf(second);
        assertThat(available(sku)).isEqualTo(3);
    }

    private List<String> reserved(String claim, String sku) {
        var outcome = stock.reserve(claim, new TreeMap<>(Map.of(sku, 2)));
        assertThat(outcome).isInstanceOf(ReserveStock.Outcome.Reserved.class);
        return ((ReserveStock.Outcome.Reserved) outcome)
                .allocations().stream().map(Allocation::reservationId).toList();
    }

    private void takeBack(String sku, String claim) {
        database.getCollection("stock")
                .updateOne(
                        Filters.eq(sku + "/tokyo"),
                        Updates.combine(
                                Updates.inc("available", 2),
                                Updates.inc("reserved", -2),
                                Updates.pull("reservations", new Document("claim", claim))));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Interludes {

        @Bean
        MongoClientSettingsBuilderCustomizer interludes() {
            return settings -> settings.addCommandListener(new Interlude());
        }
    }
}
