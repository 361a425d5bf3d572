package dev.konbini.logging.tail;

import dev.konbini.logging.ingest.KeptLine;
import dev.konbini.logging.tail.lucene.LineIndex;
import dev.konbini.logging.tail.lucene.LineQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Those who ask for the same lines, so that each line is looked at once for all of them. Used by
/// the reader's thread alone.
final class Audience {

    private final LineQuery query;
    private final List<Tailer> tailers = new ArrayList<>();

    Audience(LineQuery query) {
        this.query = query;
    }

    Set<String> fields() {
        return query.fields();
    }

    List<Tailer> tailers() {
        return tailers;
    }

    boolean wants(int partition, long offset) {
        for (var tailer : tailers) {
            if (tailer.wants(partition, offset)) {
                return true;
            }
        }
        return false;
    }

    boolean matches(KeptLine line, LineIndex index) {
        return query.mayShow(line.tenant()) && index.matches(query);
    }
}
