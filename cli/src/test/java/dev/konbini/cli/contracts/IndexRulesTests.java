package dev.konbini.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class IndexRulesTests {

    private static final String STRICT = "\"dynamic\": \"strict\"";
    private static final String LOOSE = "\"dynamic\": false";
    private static final String NAME = "\"name\": {\"type\": \"text\"}";

    @Test
    void fieldMayChangeWithTheGenerationAlone() {
        var other = "\"name\": {\"type\": \"keyword\"}";

        assertThat(breaches(index(1, NAME), index(1, other)))
                .singleElement()
                .satisfies(breach -> {
                    assertThat(breach.pointer()).isEqualTo("/mappings/properties/name");
                    assertThat(breach.what()).contains("{type=text}").contains("{type=keyword}");
                    assertThat(breach.why()).contains("raise the generation");
                });
        assertThat(breaches(index(1, NAME), index(2, other))).isEmpty();
    }

    @Test
    void fieldIsAddedToAStrictIndexWithTheGenerationAlone() {
        var more = NAME + ", \"brand\": {\"type\": \"keyword\"}";

        assertThat(breaches(index(1, NAME), index(1, more))).hasSize(1);
        assertThat(breaches(index(1, NAME), index(2, more))).isEmpty();
    }

    @Test
    void subFieldIsAFieldOfItsOwn() {
        var exact =
                "\"name\": {\"type\": \"text\", \"fields\": {\"exact\": {\"type\": \"keyword\"}}}";

        assertThat(breaches(index(1, NAME), index(2, exact))).isEmpty();
        assertThat(breaches(index(2, exact), index(3, NAME)))
                .singleElement()
                .satisfies(breach -> assertThat(breach.what()).contains("name.exact"));
    }

    @Test
    void fieldThatTheReleaseWritesIsNeverRemoved() {
        assertThat(breaches(index(1, NAME), index(1, ""))).hasSize(1);
        assertThat(breaches(index(1, NAME), index(2, ""))).hasSize(1);
    }

    @Test
    void generationNeverGoesBack() {
        assertThat(breaches(index(2, NAME), index(1, NAME)))
                .singleElement()
                .satisfies(breach ->
                        assertThat(breach.pointer()).isEqualTo("/mappings/_meta/version"));
    }

    @Test
    void whatIsSaidOfAllFieldsMayChangeWithTheGenerationAlone() {
        var loose = index(1, NAME).replace("\"strict\"", "false");

        assertThat(breaches(index(1, NAME), loose))
                .singleElement()
                .satisfies(breach -> assertThat(breach.pointer()).isEqualTo("/mappings/dynamic"));
        assertThat(breaches(index(1, NAME), loose.replace(": 1", ": 2"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dynamic\": \"strict\"",
                "\"dynamic\": false, \"_routing\": {\"required\": true}",
                "\"dynamic\": false, \"_source\": {\"enabled\": false}"
            })
    void howDocumentsAreKeptStays(String settings) {
        var released = index(1, NAME).replace("\"strict\"", "false");

        assertThat(breaches(template(1, NAME), template(2, NAME).replace(LOOSE, settings)))
                .hasSize(1);
        assertThat(breaches(released, index(2, NAME).replace(STRICT, settings)))
                .singleElement()
                .satisfies(breach -> assertThat(breach.why()).contains("whatever index is live"));
    }

    @Test
    void templateStaysForTheSameIndicesAndMayBeForMore() {
        var one = "{\"index_patterns\": [\"logs-*\"]}";
        var both = "{\"index_patterns\": [\"more-*\", \"logs-*\"]}";

        assertThat(breaches(one, both)).isEmpty();
        assertThat(breaches(both, one))
                .singleElement()
                .satisfies(breach -> assertThat(breach.what()).contains("more-*"));
    }

    @Test
    void templateKeepsItsFieldsAndMayGainSome() {
        var more = NAME + ", \"brand\": {\"type\": \"keyword\"}";

        assertThat(breaches(template(1, NAME), template(2, more))).isEmpty();
        assertThat(breaches(template(1, more), template(2, NAME))).hasSize(1);
        assertThat(breaches(template(1, NAME), template(2, "\"name\": {\"type\": \"keyword\"}")))
                .singleElement()
                .satisfies(breach -> assertThat(breach.why()).contains("another name"));
    }

    private static String index(int generation, String properties) {
        return """
        {"mappings": {"dynamic": "strict", "_meta": {"version": %d}, "properties": {%s}}}
        """
                .formatted(generation, properties);
    }

    private static String template(int version, String properties) {
        return """
        {"version": %d, "template": {"mappings": {"dynamic": false, "properties": {%s}}}}
        """
                .formatted(version, properties);
    }

    private static List<Breach> breaches(String released, String current) {
        var breaches = new ArrayList<Breach>();
        new IndexRules("indices/a.json", breaches).compare(node(released), node(current));
        return breaches;
    }

    private static Node node(String json) {
        return Node.of(JsonMapper.shared().readTree(json));
    }
}
