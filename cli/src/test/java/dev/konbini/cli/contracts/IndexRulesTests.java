package dev.konbini.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IndexRulesTests {

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
