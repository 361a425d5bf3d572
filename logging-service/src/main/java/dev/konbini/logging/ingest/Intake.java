package dev.konbini.logging.ingest;

import dev.konbini.logging.deadletter.DeadLetter;
import dev.konbini.logging.deadletter.DeadLetters;
import dev.konbini.logging.deadletter.DeadLettersRefused;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.ingest.BulkWriter.Written;
import dev.konbini.logging.ingest.Reading.Document;
import dev.konbini.logging.ingest.Reading.Unreadable;
import dev.konbini.logging.ingest.TakenRecord.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes in the records of one topic, batch by batch.
public final class Intake {

    private final RecordReader reader;
    private final BulkWriter writer;
    private final IndexTemplates templates;
    private final DeadLetters deadLetters;
    private final IndexedEvents events;
    private final IntakeState state;
    private final List<IntakeListener> listeners;

    Intake(
            RecordReader reader,
            BulkWriter writer,
            IndexTemplates templates,
            DeadLetters deadLetters,
            IndexedEvents events,
            IntakeState state,
            List<IntakeListener> listeners) {
        this.reader = reader;
        this.writer = writer;
        this.templates = templates;
        this.deadLetters = deadLetters;
        this.events = events;
        this.state = state;
        this.listeners = listeners;
    }

    /// Keeps each of `records`: in Elasticsearch, or as a dead letter where it cannot be there.
    ///
    /// When this returns, all are kept. When it throws, some may not be, and the batch must come
    /// again: that is safe, since what was kept is left as it is.
    ///
    /// @throws ElasticsearchUnavailable if a later try may succeed
    /// @throws DeadLettersRefused if Kafka did not take the dead letters
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            state.taking(() -> store(records));
            state.running();
        } catch (ElasticsearchUnavailable e) {
            templates.forget();
            state.waiting(e);
            throw e;
        } catch (RuntimeException e) {
            state.waiting(e);
            throw e;
        }
    }

    private void store(List<ConsumerRecord<byte[], byte[]>> records) {
        var letters = new ArrayList<DeadLetter>();
        var documents = state.reading(() -> read(records, letters));
        templates.ensure();
        var written = state.writing(() -> writer.write(documents));
        for (var document : written.stored) {
            if (document.event() != null) {
                events.add(document.event());
            }
        }
        if (!written.postponed.isEmpty()) {
            throw new ElasticsearchUnavailable(
                    "%d of %d documents have to wait, the first because of %s"
                            .formatted(
                                    written.postponed.size(),
                                    documents.size(),
                                    written.postponed.getFirst()),
                    null);
        }
        letters.addAll(written.rejected);
        if (!listeners.isEmpty()) {
            var taken = taken(written, letters);
            listeners.forEach(listener -> listener.taken(taken));
        }
        // Last, so that a batch that has to be repeated sends its dead letters once.
        deadLetters.send(letters);
        state.taken(written.stored.size(), written.repeated.size(), letters);
    }

    private List<Document> read(
            List<ConsumerRecord<byte[], byte[]>> records, List<DeadLetter> letters) {
        var documents = new ArrayList<Document>(records.size());
        for (var record : records) {
            switch (reader.read(record)) {
                case Document document -> documents.add(document);
                case Unreadable(var letter) -> letters.add(letter);
            }
        }
        return documents;
    }

    private static List<TakenRecord> taken(Written written, List<DeadLetter> letters) {
        var taken =
                new ArrayList<TakenRecord>(
                        written.stored.size() + written.repeated.size() + letters.size());
        for (var document : written.stored) {
            taken.add(of(document, Fate.STORED));
        }
        for (var document : written.repeated) {
            taken.add(of(document, Fate.REPEATED));
        }
        for (var letter : letters) {
            taken.add(new TakenRecord(letter.record(), null, letter.place(), Fate.DEAD_LETTERED));
        }
        taken.sort(Comparator.comparingLong(one -> one.record().offset()));
        return taken;
    }

    private static TakenRecord of(Document document, Fate fate) {
        return new TakenRecord(document.record(), document.index(), document.id(), fate);
    }
}
