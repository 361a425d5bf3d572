package dev.konbini.commerce.durability;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Creates the indexes of all collections, trying until the database lets it. Nothing waits for
/// them: without an index the service is slower, not wrong.
@Component
final class IndexCreation implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexCreation.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final MongoDatabase database;
    private final List<CollectionIndexes> wanted;
    private volatile @Nullable Thread worker;

    IndexCreation(MongoDatabase database, ObjectProvider<CollectionIndexes> wanted) {
        this.database = database;
        this.wanted = wanted.orderedStream().toList();
    }

    @Override
    public void start() {
        worker = Thread.ofVirtual().name("index-creation").start(this::create);
    }

    @Override
    public void stop() {
        var current = worker;
        if (current != null) {
            current.interrupt();
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    private void create() {
        for (var each : wanted) {
            while (!created(each)) {
                try {
                    Thread.sleep(RETRY_AFTER);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private boolean created(CollectionIndexes each) {
        try {
            database.getCollection(each.collection()).createIndexes(each.indexes());
            return true;
        } catch (MongoException e) {
            LOG.warn(
                    "The indexes of {} cannot be created yet, trying again in {} s: {}",
                    each.collection(),
                    RETRY_AFTER.toSeconds(),
                    e.getMessage());
            return Thread.currentThread().isInterrupted();
        }
    }
}
