package dev.konbini.logging.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.JsonNodeFactory;

/// Documents that a search found, each as the very bytes that were written, so that a copy is the
/// same in each digit and escape.
public final class WrittenDocuments {

    private final byte[] answer;
    private final List<Document> documents = new ArrayList<>();
    private String held = "";

    private WrittenDocuments(byte[] answer) {
        this.answer = answer;
    }

    /// Those of `answer`, each of which has one whole number to sort by.
    static WrittenDocuments of(byte[] answer) {
        var documents = new WrittenDocuments(answer);
        try (var parser = Calls.ANSWERS.createParser(answer)) {
            parser.nextToken();
            documents.read(parser);
        } catch (JacksonException e) {
            throw new ElasticsearchUnavailable(
                    "The answer is not JSON, so it is not from Elasticsearch", e);
        }
        return documents;
    }

    private void read(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "pit_id" -> held = parser.getString();
                case "hits" -> readHits(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readHits(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var isList = parser.currentName().equals("hits");
            parser.nextToken();
            if (!isList) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                documents.add(readDocument(parser));
            }
        }
    }

    private Document readDocument(JsonParser parser) {
        var id = "";
        var from = 0;
        var to = 0;
        var sort = 0L;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "_id" -> id = parser.getString();
                case "_source" -> {
                    from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                    parser.skipChildren();
                    to = Math.toIntExact(parser.currentLocation().getByteOffset());
                    joinLines(from, to);
                }
                case "sort" -> {
                    parser.nextToken();
                    sort = parser.getLongValue();
                    parser.nextToken();
                }
                default -> parser.skipChildren();
            }
        }
        return new Document(id, from, to, sort);
    }

    // A bare line break is white space in JSON, but ends a document in a `_bulk` body.
    private void joinLines(int from, int to) {
        for (var i = from; i < to; i++) {
            if (answer[i] == '\n' || answer[i] == '\r') {
                answer[i] = ' ';
            }
        }
    }

    /// How many there are.
    public int size() {
        return documents.size();
    }

    /// What the document at `place` is called.
    public String id(int place) {
        return documents.get(place).id();
    }

    /// By which number the last one is sorted.
    public long lastSort() {
        return documents.getLast().sort();
    }

    /// By which name what was searched is held from now on.
    public String held() {
        return held;
    }

    /// A `_bulk` body that creates each of them in `index`, under the same id.
    public byte[] creatingIn(String index) {
        var body = new ByteArrayOutputStream(answer.length + documents.size() * 100);
        for (var document : documents) {
            var action = JsonNodeFactory.instance.objectNode();
            action.putObject("create").put("_index", index).put("_id", document.id());
            body.writeBytes(action.toString().getBytes(UTF_8));
            body.write('\n');
            body.write(answer, document.from(), document.to() - document.from());
            body.write('\n');
        }
        return body.toByteArray();
    }

    /// @param from where its source begins in the answer
    /// @param to behind its last byte
    private record Document(String id, int from, int to, long sort) {}
}
