package dev.konbini.transaction.order.mongo;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.konbini.transaction.outbox.Outbox;
import dev.konbini.transaction.store.CollectionIndexes;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The indexes that orders are found by.
@Configuration(proxyBeanMethods = false)
class OrderIndexes {

    @Bean
    CollectionIndexes orderCollectionIndexes() {
        return new CollectionIndexes(
                Outbox.COLLECTION,
                List.of(
                        new IndexModel(Indexes.descending("placedAt", "_id")),
                        new IndexModel(
                                Indexes.compoundIndex(
                                        Indexes.ascending("owners"),
                                        Indexes.descending("placedAt", "_id"))),
                        new IndexModel(Indexes.ascending("status", "attempt.startedAt")),
                        new IndexModel(
                                Indexes.ascending("voids.due"), new IndexOptions().sparse(true)),
                        Outbox.index()));
    }
}
