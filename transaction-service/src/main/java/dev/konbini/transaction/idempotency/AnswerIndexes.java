package dev.konbini.transaction.idempotency;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.konbini.transaction.store.CollectionIndexes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets MongoDB forget answers when their time has come.
@Configuration(proxyBeanMethods = false)
class AnswerIndexes {

    @Bean
    CollectionIndexes answerCollectionIndexes() {
        return new CollectionIndexes(
                FirstAnswers.COLLECTION,
                List.of(
                        new IndexModel(
                                Indexes.ascending("expiresAt"),
                                new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));
    }
}
