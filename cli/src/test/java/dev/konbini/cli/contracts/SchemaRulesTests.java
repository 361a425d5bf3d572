package dev.konbini.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SchemaRulesTests {

    /// Of each change, what it breaks: `m` those who exchange messages, `q` those who send
    /// requests, `p` those who read responses; `-` nobody.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    the same                    | {"type":"string"}                     | {"type":"string"}                         | -
                    words                       | {"type":"string","title":"a"}         | {"type":"string","description":"b"}       | -
                    type changed                | {"type":"string"}                     | {"type":"integer"}                        | mqp
                    type narrowed               | {"type":["string","null"]}            | {"type":"string"}                         | mq
                    type widened                | {"type":"string"}                     | {"type":["string","null"]}                | mp
                    integer becomes number      | {"type":"integer"}                    | {"type":"number"}                         | mp
                    number becomes integer      | {"type":"number"}                     | {"type":"integer"}                        | mq
                    type added                  | {}                                    | {"type":"string"}                         | mq
                    type said as well           | {"const":"1.0"}                       | {"const":"1.0","type":"string"}           | -
                    enum value removed          | {"enum":["a","b"]}                    | {"enum":["a"]}                            | mq
                    enum value added            | {"enum":["a"]}                        | {"enum":["a","b"]}                        | mp
                    open enum value added       | {"enum":["a"],"x-open":true}          | {"enum":["a","b"],"x-open":true}          | -
                    opened with a value         | {"enum":["a"]}                        | {"enum":["a","b"],"x-open":true}          | mp
                    open enum value removed     | {"enum":["a","b"],"x-open":true}      | {"enum":["a"],"x-open":true}              | mq
                    enum added                  | {"type":"string"}                     | {"type":"string","enum":["a"]}            | mq
                    enum removed                | {"type":"string","enum":["a"]}        | {"type":"string"}                         | mp
                    const changed               | {"const":"a"}                         | {"const":"b"}                             | mqp
                    const becomes enum          | {"const":"a"}                         | {"enum":["a","b"]}                        | mp
                    property added              | {"properties":{}}                     | {"properties":{"a":{}}}                   | -
                    property removed            | {"properties":{"a":{}}}               | {"properties":{}}                         | mqp
                    required property removed   | {"properties":{"a":{}},"required":["a"]} | {}                                     | mqp
                    new property is required    | {}                                    | {"properties":{"a":{}},"required":["a"]}  | mq
                    property becomes required   | {"properties":{"a":{}}}               | {"properties":{"a":{}},"required":["a"]}  | mq
                    no longer required          | {"properties":{"a":{}},"required":["a"]} | {"properties":{"a":{}}}                | mp
                    property's type changed     | {"properties":{"a":{"type":"string"}}} | {"properties":{"a":{"type":"null"}}}     | mqp
                    added to a closed object    | {"additionalProperties":false}        | {"additionalProperties":false,"properties":{"a":{}}} | mp
                    object closed               | {}                                    | {"additionalProperties":false}            | mq
                    object opened               | {"additionalProperties":false}        | {}                                        | mp
                    values of a map changed     | {"additionalProperties":{"type":"string"}} | {"additionalProperties":{"type":"null"}} | mqp
                    minimum raised              | {"minimum":1}                         | {"minimum":2}                             | mq
                    minimum lowered             | {"minimum":1}                         | {"minimum":0}                             | mp
                    minimum added               | {}                                    | {"minimum":1}                             | mq
                    minimum removed             | {"minimum":1}                         | {}                                        | mp
                    maximum raised              | {"maxItems":1}                        | {"maxItems":2}                            | mp
                    maximum lowered             | {"maxItems":2}                        | {"maxItems":1}                            | mq
                    maximum added               | {}                                    | {"maxLength":1}                           | mq
                    maximum removed             | {"maxLength":1}                       | {}                                        | mp
                    pattern added               | {}                                    | {"pattern":"a"}                           | mq
                    pattern removed             | {"pattern":"a"}                       | {}                                        | mp
                    pattern changed             | {"pattern":"a"}                       | {"pattern":"b"}                           | mqp
                    format changed              | {"format":"int32"}                    | {"format":"int64"}                        | mqp
                    unknown keyword changed     | {"not":{"const":1}}                   | {"not":{"const":2}}                       | mqp
                    items changed               | {"items":{"type":"string"}}           | {"items":{"type":"integer"}}              | mqp
                    items gain a property       | {"items":{"properties":{}}}           | {"items":{"properties":{"a":{}}}}         | -
                    items added                 | {}                                    | {"items":{"type":"string"}}               | mq
                    items removed               | {"items":{"type":"string"}}           | {}                                        | mp
                    branch changed              | {"anyOf":[{"type":"string"}]}         | {"anyOf":[{"type":"integer"}]}            | mqp
                    property forbidden          | {"properties":{"a":{}}}               | {"properties":{"a":false}}                | mqp
                    property no longer forbidden | {"properties":{"a":false}}           | {"properties":{"a":{}}}                   | mp
                    property stays forbidden    | {"properties":{"a":false}}            | {"properties":{"a":false}}                | -
                    items forbidden             | {"items":{"type":"string"}}           | {"items":false}                           | mq
                    map opened for some         | {"additionalProperties":false}        | {"additionalProperties":{"type":"null"}}  | mp
                    map closed                  | {"additionalProperties":{"type":"null"}} | {"additionalProperties":false}         | mq
                    map bound                   | {"additionalProperties":true}         | {"additionalProperties":{"type":"null"}}  | mq
                    map no longer bound         | {"additionalProperties":{"type":"null"}} | {}                                     | mp
                    open said as well           | {}                                    | {"additionalProperties":{"title":"a"}}    | -
                    pattern's values changed    | {"patternProperties":{"^a":{"type":"string"}}} | {"patternProperties":{"^a":{"type":"null"}}} | mqp
                    pattern of names added      | {}                                    | {"patternProperties":{"^a":{"type":"null"}}} | mq
                    pattern of names removed    | {"patternProperties":{"^a":{"type":"null"}}} | {}                                 | mp
                    below a pattern's reference | {"patternProperties":{"^a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"string"}}} | {"patternProperties":{"^a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"null"}}} | mqp
                    words beside a reference    | {"items":{"$ref":"#/$defs/a"},"$defs":{"a":{}}} | {"items":{"$ref":"#/$defs/a","title":"a"},"$defs":{"a":{}}} | -
                    bound beside a reference    | {"items":{"$ref":"#/$defs/a"},"$defs":{"a":{}}} | {"items":{"$ref":"#/$defs/a","minimum":1},"$defs":{"a":{}}} | mq
                    freed beside a reference    | {"items":{"$ref":"#/$defs/a","minimum":1},"$defs":{"a":{}}} | {"items":{"$ref":"#/$defs/a"},"$defs":{"a":{}}} | mp
                    beside a reference on the way | {"items":{"$ref":"#/$defs/b"},"$defs":{"b":{"$ref":"#/$defs/a","minimum":1},"a":{}}} | {"items":{"$ref":"#/$defs/b"},"$defs":{"b":{"$ref":"#/$defs/a","minimum":2},"a":{}}} | mq
                    schema becomes a reference  | {"items":{"type":"null"}}             | {"items":{"$ref":"#/$defs/a"},"$defs":{"a":{"type":"null"}}} | -
                    schema becomes a bound one  | {"items":{"type":"number"}}           | {"items":{"$ref":"#/$defs/a","minimum":1},"$defs":{"a":{"type":"number"}}} | mqp
                    alternative added           | {"anyOf":[{"type":"string"}]}         | {"anyOf":[{"type":"null"},{"type":"string"}]} | mp
                    alternative removed         | {"anyOf":[{"type":"null"},{"type":"string"}]} | {"anyOf":[{"type":"string"}]}     | mq
                    alternative added, another changed | {"anyOf":[{"type":"string"}]}  | {"anyOf":[{"type":"null"},{"type":"boolean"}]} | mqp
                    alternatives added          | {}                                    | {"anyOf":[{"type":"null"},{"type":"string"}]} | mq
                    alternatives removed        | {"anyOf":[{"type":"null"},{"type":"string"}]} | {}                                | mp
                    alternative stays, what it refers to changed | {"anyOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"string"}}} | {"anyOf":[{"type":"null"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"boolean"}}} | mqp
                    key said                    | {}                                    | {"x-key":"subject"}                       | -
                    key changed                 | {"x-key":"subject"}                   | {"x-key":"id"}                            | mqp
                    key no longer said          | {"x-key":"subject"}                   | {}                                        | mqp
                    other word of our own       | {"x-other":1}                         | {"x-other":2}                             | -
                    branch added                | {"oneOf":[{"type":"string"}]}         | {"oneOf":[{"type":"string"},{"type":"null"}]} | mqp
                    """)
    void changeBreaks(String change, String released, String current, String whom) {
        assertThat(whom(released, current)).as(change).isEqualTo(whom.replace("-", ""));
    }

    @Test
    void followsReferencesAndNamesThePlaceThere() {
        var found =
                breaches(
                        Flow.MESSAGE,
                        """
                        {"properties": {"total": {"$ref": "#/$defs/money"}},
                         "$defs": {"money": {"properties": {"amount": {"type": "string"}}}}}
                        """,
                        """
                        {"properties": {"total": {"$ref": "#/$defs/price"}},
                         "$defs": {"price": {"properties": {"amount": {"type": "number"}}}}}
                        """);

        assertThat(found)
                .singleElement()
                .satisfies(breach -> {
                    assertThat(breach.pointer()).isEqualTo("/$defs/price/properties/amount");
                    assertThat(breach.what()).contains("[string]").contains("[integer, number]");
                    assertThat(breach.why()).contains("released version");
                });
    }

    @Test
    void endsWhereASchemaRefersToItself() {
        var tree = "{\"properties\": {\"child\": {\"$ref\": \"#\"}, \"name\": {\"type\": \"%s\"}}}";

        assertThat(breaches(Flow.MESSAGE, tree.formatted("string"), tree.formatted("null")))
                .hasSize(1);
    }

    @Test
    void newTypeOfEventMayBringItsOwnRule() {
        var released = events("[\"placed\"]", rule("placed", "lines"));

        assertThat(
                        breaches(
                                Flow.MESSAGE,
                                released,
                                events(
                                        "[\"placed\", \"returned\"]",
                                        rule("returned", "reason")
                                                + ","
                                                + rule("placed", "lines"))))
                .isEmpty();
    }

    @Test
    void ruleOfAKnownTypeOfEventStays() {
        var both = events("[\"placed\", \"paid\"]", rule("placed", "lines"));
        var more =
                events(
                        "[\"placed\", \"paid\"]",
                        rule("placed", "lines") + "," + rule("paid", "amount"));

        assertThat(breaches(Flow.MESSAGE, both, more))
                .singleElement()
                .satisfies(breach -> assertThat(breach.pointer()).isEqualTo("/allOf/1"));
        assertThat(breaches(Flow.MESSAGE, more, both))
                .singleElement()
                .satisfies(breach -> assertThat(breach.what()).contains("paid"));
        assertThat(
                        breaches(
                                Flow.MESSAGE,
                                both,
                                events("[\"placed\", \"paid\"]", rule("placed", "total"))))
                .extracting(Breach::what)
                .containsExactly(
                        "the property 'lines' was removed", "the new property 'total' is required");
    }

    private static String events(String types, String rules) {
        return "{\"properties\": {\"type\": {\"enum\": %s, \"x-open\": true}}, \"allOf\": [%s]}"
                .formatted(types, rules);
    }

    private static String rule(String type, String property) {
        return """
        {"if": {"properties": {"type": {"const": "%s"}}},
         "then": {"required": ["%s"], "properties": {"%s": {}}}}
        """
                .formatted(type, property, property);
    }

    private static String whom(String released, String current) {
        return (breaches(Flow.MESSAGE, released, current).isEmpty() ? "" : "m")
                + (breaches(Flow.REQUEST, released, current).isEmpty() ? "" : "q")
                + (breaches(Flow.RESPONSE, released, current).isEmpty() ? "" : "p");
    }

    private static List<Breach> breaches(Flow flow, String released, String current) {
        var breaches = new ArrayList<Breach>();
        new SchemaRules("a.schema.json", flow, breaches).compare(node(released), node(current));
        return breaches;
    }

    private static Node node(String json) {
        return Node.of(JsonMapper.shared().readTree(json));
    }
}
