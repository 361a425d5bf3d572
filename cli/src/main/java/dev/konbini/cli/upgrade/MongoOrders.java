package dev.konbini.cli.upgrade;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;

/// The orders themselves, in the database of transaction-service.
///
/// @param uri with the rights to read it
record MongoOrders(String uri) implements Store {

    private static final String DATABASE = "transactions";

    @Override
    public String name() {
        return "MongoDB";
    }

    @Override
    public Tally look(Set<String> acknowledged, Instant since) {
        try (var client = MongoClients.create(uri)) {
            var orders = client.getDatabase(DATABASE).getCollection("orders");
            var found = new ArrayList<String>();
            for (var batch : Stores.batches(acknowledged)) {
                orders.find(
                                Filters.and(
                                        Filters.in("_id", batch),
                                        Filters.eq("status", "CONFIRMED")))
                        .projection(Projections.include("_id"))
                        .map(order -> order.getString("_id"))
                        .into(found);
            }
            return Tally.ofDocuments(name(), acknowledged, found);
        }
    }
}
