package dev.konbini.transaction.stock.mongo;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.konbini.transaction.store.CollectionIndexes;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The indexes that stock is found by.
@Configuration(proxyBeanMethods = false)
class StockIndexes {

    @Bean
    CollectionIndexes stockCollectionIndexes() {
        return new CollectionIndexes(
                MongoStock.COLLECTION,
                List.of(
                        new IndexModel(Indexes.ascending("sku", "location")),
                        // Sparse, as most documents have no reservation most of the time.
                        new IndexModel(
                                Indexes.ascending("reservations.at"),
                                new IndexOptions().sparse(true))));
    }
}
