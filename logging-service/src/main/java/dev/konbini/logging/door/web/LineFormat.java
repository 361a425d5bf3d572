package dev.konbini.logging.door.web;

import dev.konbini.logging.door.JsonTokens;
import dev.konbini.logging.door.Parts;
import dev.konbini.logging.parse.JsonTree;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads lines out of a body by its media type. One bad line, and there are none.
final class LineFormat {

    static final String NDJSON = "application/x-ndjson";

    private static final int FAULTS_MAX = 20;

    /// What few bytes can blow up to is bounded by what is made of them, not by bytes alone.
    private static final long TOKENS_MAX = 1_000_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxTokenCount(TOKENS_MAX).build())
                    .build();

    /// Of a line of text: an object, its member and its text.
    private static final int TEXT_PARTS = 5;

    private final int linesMax;
    private final Parts parts;
    private final List<ObjectNode> lines = new ArrayList<>();
    private final Set<Integer> merged = new HashSet<>();
    private final List<FieldProblem> faults = new ArrayList<>();

    private LineFormat(int linesMax, Parts parts) {
        this.linesMax = linesMax;
        this.parts = parts;
    }

    /// The lines of `body`.
    ///
    /// @throws ProblemException too-large if there are more than `linesMax`; invalid-request if one
    ///   cannot be read: `errors[]` names it by its number, from 1, in `detail`, and from 0 in
    ///   `pointer`
    /// @throws dev.konbini.logging.door.TooMuch if the lines together have too many tokens
    static Lines read(MediaType type, byte[] body, int linesMax, Parts parts) {
        var format = new LineFormat(linesMax, parts);
        switch (type.getSubtype()) {
            case "x-ndjson" -> format.readNdjson(body);
            case "json" -> format.readJson(body);
            default ->
                    format.readText(
                            body,
                            Objects.requireNonNullElse(type.getCharset(), StandardCharsets.UTF_8));
        }
        if (!format.faults.isEmpty()) {
            throw Answers.unreadable(format.faults);
        }
        return new Lines(format.lines, format.merged);
    }

    private void readNdjson(byte[] body) {
        parts.add(JsonTokens.count(body));
        var number = 0;
        var start = 0;
        while (start < body.length && faults.size() < FAULTS_MAX) {
            var end = lineEnd(body, start);
            if (!isBlank(body, start, end)) {
                readOne(body, start, end, number);
            }
            number++;
            start = end + 1;
        }
    }

    private void readOne(byte[] body, int start, int end, int number) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body, start, end - start)) {
            var tree = new JsonTree(parser, JsonTree::exact);
            var value = parser.nextToken() == null ? MissingNode.getInstance() : tree.value();
            if (parser.nextToken() == null) {
                add(value, tree, number);
            } else {
                fault(number, "is not one JSON object: something stands behind it");
            }
        } catch (JacksonException e) {
            fault(number, "is not one JSON object: " + e.getOriginalMessage());
        }
    }

    private void readJson(byte[] body) {
        parts.add(JsonTokens.count(body));
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            var first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                for (var number = 0; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                    add(parser, number);
                }
            } else if (first != null) {
                add(parser, 0);
            }
            if (parser.nextToken() != null) {
                faults.add(
                        FieldProblem.at(
                                "",
                                "Something stands behind the JSON value. Lines one after the other"
                                        + " are "
                                        + NDJSON
                                        + "."));
            }
        } catch (JacksonException e) {
            faults.add(
                    FieldProblem.at(
                            "",
                            "Line %d of the text is not JSON: %s"
                                    .formatted(
                                            e.getLocation() == null
                                                    ? 1
                                                    : e.getLocation().getLineNr(),
                                            e.getOriginalMessage())));
        }
    }

    // What is no text of its character set is replaced by U+FFFD rather than refused: senders of
    // plain text have seldom chosen it.
    private void readText(byte[] body, Charset charset) {
        new String(body, charset)
                .lines()
                .filter(text -> !text.isBlank())
                .forEach(text -> {
                    parts.add(TEXT_PARTS);
                    addLine(JsonNodeFactory.instance.objectNode().put("message", text));
                });
    }

    private void add(JsonParser parser, int number) {
        var tree = new JsonTree(parser, JsonTree::exact);
        add(tree.value(), tree, number);
    }

    private void add(JsonNode node, JsonTree tree, int number) {
        if (node instanceof ObjectNode object) {
            if (tree.isMerged()) {
                merged.add(lines.size());
            }
            addLine(object);
        } else if (faults.size() < FAULTS_MAX) {
            fault(number, "is not a JSON object");
        }
    }

    private void addLine(ObjectNode line) {
        if (lines.size() == linesMax) {
            throw new ProblemException(
                    RequestProblem.TOO_LARGE,
                    "There are more than %d lines. Send fewer at once.".formatted(linesMax));
        }
        lines.add(line);
    }

    private void fault(int number, String detail) {
        faults.add(FieldProblem.at("/" + number, "Line %d %s".formatted(number + 1, detail)));
    }

    private static int lineEnd(byte[] body, int start) {
        var end = start;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (var i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /// @param merged positions of those in which a name stood twice: it has all its values
    record Lines(List<ObjectNode> all, Set<Integer> merged) {}
}
