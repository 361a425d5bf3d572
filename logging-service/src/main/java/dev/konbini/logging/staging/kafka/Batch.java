package dev.konbini.logging.staging.kafka;

import dev.konbini.logging.staging.PrepareLine;
import dev.konbini.logging.staging.Prepared;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Lines that were read together.
///
/// @param chosen as staging gets them, in their order
record Batch(List<ProducerRecord<byte[], byte[]>> chosen, int passedOver, int unmaskable) {

    static Batch of(Iterable<ConsumerRecord<byte[], byte[]>> records, PrepareLine prepareLine) {
        var chosen = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var passedOver = 0;
        var unmaskable = 0;
        for (var record : records) {
            switch (prepareLine.prepare(record)) {
                case Prepared.Chosen(var line) -> chosen.add(line);
                case Prepared.PassedOver() -> passedOver++;
                case Prepared.Unmaskable() -> unmaskable++;
            }
        }
        return new Batch(chosen, passedOver, unmaskable);
    }
}
