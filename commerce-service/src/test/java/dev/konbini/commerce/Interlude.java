package dev.konbini.commerce;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonString;

/// A server's database to those who are to be interrupted: lets something happen just after their
/// next command of a kind was answered.
public final class Interlude implements CommandListener, AutoCloseable {

    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
    private final MongoClient client;

    /// To everybody else.
    private final MongoDatabase undisturbed;

    private volatile int sent;

    public Interlude(CommerceServer server) {
        undisturbed = server.bean(MongoDatabase.class);
        client =
                MongoClients.create(
                        MongoClientSettings.builder()
                                .applyConnectionString(
                                        new ConnectionString(CommerceServer.mongodbUri()))
                                .addCommandListener(this)
                                .build());
    }

    public MongoDatabase database() {
        return client.getDatabase(undisturbed.getName());
    }

    /// What happens after the next `command` on `collection` that no part before it is for.
    public void after(String command, String collection, Runnable action) {
        parts.add(new Part(command, collection, action));
    }

    /// What an election does that takes back all changes of a document from now on.
    public Runnable rollback(String collection, String id) {
        var documents = undisturbed.getCollection(collection);
        var before = Objects.requireNonNull(documents.find(Filters.eq("_id", id)).first());
        return () -> documents.replaceOne(Filters.eq("_id", id), before);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var part = parts.peek();
        if (part != null && part.isFor(event)) {
            sent = event.getRequestId();
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        if (!parts.isEmpty() && event.getRequestId() == sent) {
            parts.remove().action().run();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private record Part(String command, String collection, Runnable action) {

        boolean isFor(CommandStartedEvent event) {
            return event.getCommandName().equals(command)
                    && new BsonString(collection).equals(event.getCommand().get(command));
        }
    }
}
