package dev.konbini.logging.staging;

import dev.konbini.logging.deadletter.Letter;
import dev.konbini.logging.index.AnswerTooLarge;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.StoredDocument;
import dev.konbini.logging.mask.Masker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds for lines of one side what the other side made of them: by their ids, which are the same
/// on both, and their place in production's Kafka, which staging keeps of each line.
final class MatchLines {

    /// Whole documents are read, each as large as a record.
    private static final int CHUNK = 100;

    private final Side production;
    private final Side staging;
    private final Masker masker;
    private final Progress progress;
    private final Tally tally;

    MatchLines(Side production, Side staging, Masker masker, Progress progress, Tally tally) {
        this.production = production;
        this.staging = staging;
        this.masker = masker;
        this.progress = progress;
        this.tally = tally;
    }

    /// What production kept, each with what staging made of it.
    void match(List<Chosen> chosen) {
        chunks(chosen).forEach(this::matchChunk);
    }

    private void matchChunk(List<Chosen> chunk) {
        Map<String, List<JsonNode>> staged;
        List<Optional<StoredDocument>> documents;
        try {
            staged =
                    ofStaging(() ->
                            staging.byIds(chunk.stream().map(Chosen::id).toList(), List.of("*")));
            documents = production.documents(chunk.stream().map(Chosen::hit).toList());
        } catch (AnswerTooLarge e) {
            if (chunk.size() == 1) {
                throw e;
            }
            var middle = chunk.size() / 2;
            matchChunk(chunk.subList(0, middle));
            matchChunk(chunk.subList(middle, chunk.size()));
            return;
        }
        var absent = new ArrayList<Chosen>();
        for (var i = 0; i < chunk.size(); i++) {
            var line = chunk.get(i);
            var found = staged.getOrDefault(line.id(), List.of());
            if (found.isEmpty()) {
                absent.add(line);
            } else {
                var source = documents.get(i).map(document -> document.source());
                compare(line, source, found);
            }
        }
        judgeAbsent(absent);
    }

    private void compare(Chosen line, Optional<JsonNode> source, List<JsonNode> found) {
        var same =
                found.stream()
                        .filter(one -> Side.own(one, "origin").equals(line.place().text()))
                        .findFirst();
        if (same.isEmpty()) {
            tally.otherRecord();
        } else if (source.isPresent() && source.get() instanceof ObjectNode document) {
            tally.compared(
                    line.id(),
                    line.place(),
                    CompareSources.compare(masker.mask(document), same.get()));
        }
    }

    private void judgeAbsent(List<Chosen> absent) {
        var reasons = reasons(absent.stream().map(one -> one.place().text()).toList());
        for (var line : absent) {
            var reason = reasons.get(line.place().text());
            if (reason != null) {
                tally.letter(line.place().text(), null, reason);
            } else {
                judgeMissing(line.id(), line.place());
            }
        }
    }

    private void judgeMissing(String id, Place place) {
        if (progress.isStillToBeFed(place)) {
            tally.notFedYet();
        } else {
            tally.missing(id, place);
        }
    }

    private Map<String, String> reasons(List<String> places) {
        return places.isEmpty()
                ? new HashMap<>()
                : ofStaging(() -> staging.lettersByOrigin(places));
    }

    /// What production did not keep, each with what staging made of it.
    void matchLetters(List<Letter> letters) {
        var places = letters.stream().map(letter -> place(letter).text()).toList();
        var reasons = reasons(places);
        var kept = ofStaging(() -> staging.keptOrigins(places));
        for (var letter : letters) {
            var place = place(letter);
            var reason = reasons.get(place.text());
            if (reason != null || kept.contains(place.text())) {
                tally.letter(place.text(), letter.message().reason().type(), reason);
            } else {
                judgeMissing(letter.id(), place);
            }
        }
    }

    /// Documents of staging, of which production may have nothing.
    void matchStrays(List<JsonNode> hits) {
        for (var chunk : chunks(hits)) {
            var ids = chunk.stream().map(hit -> Side.own(hit.path("_source"), "id")).toList();
            var kept = production.byIds(ids, List.of("konbini.id")).keySet();
            var strays =
                    chunk.stream()
                            .map(hit -> hit.path("_source"))
                            .filter(source -> !kept.contains(Side.own(source, "id")))
                            .toList();
            var dead =
                    production.letterPlaces(
                            strays.stream().map(source -> Side.own(source, "origin")).toList());
            for (var stray : strays) {
                if (!dead.contains(Side.own(stray, "origin"))) {
                    tally.onlyInStaging(Side.own(stray, "id"), Side.own(stray, "origin"));
                }
            }
        }
    }

    /// What staging's Elasticsearch answers.
    ///
    /// @throws StagingSideAway where it does not, or refuses
    <T> T ofStaging(Supplier<T> question) {
        try {
            return question.get();
        } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
            throw new StagingSideAway(e);
        }
    }

    static Place place(Letter letter) {
        var record = letter.message().record();
        return new Place(record.topic(), record.partition(), record.offset());
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        var chunks = new ArrayList<List<T>>();
        for (var start = 0; start < all.size(); start += CHUNK) {
            chunks.add(all.subList(start, Math.min(all.size(), start + CHUNK)));
        }
        return chunks;
    }

    /// A line of production that belongs to the slice.
    ///
    /// @param hit its document, without all of its source
    record Chosen(JsonNode hit, String id, Place place) {}
}
